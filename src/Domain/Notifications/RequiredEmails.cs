using System.Collections.Frozen;

namespace OpenEvent.Domain.Notifications;

/// <summary>
/// The kinds of e-mail that nobody can switch off, neither staff for all nor a recipient for themselves, with the reason. All other kinds
/// have a link to unsubscribe. The names are those that clients know (docs/reference/emails.md#required-e-mails).
/// </summary>
public static class RequiredEmails
{
    private const string Account = "Without it the account cannot be used or protected.";
    private const string Order = "It holds the tickets or the money of an order.";
    private const string Invoice = "It asks for a payment that is owed.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>
        {
            ["user_confirmation"] = Account,
            ["user_change_email"] = Account,
            ["password_reset"] = Account,
            ["password_reset_verify"] = Account,
            ["password_change"] = Account,
            ["account_erased"] = Account,
            ["ticket_purchased"] = Order,
            ["ticket_purchased_attendee"] = Order,
            ["ticket_cancelled"] = Order,
            ["payment_returned"] = Order,
            ["monthly_payment"] = Invoice,
            ["monthly_payment_follow_up"] = Invoice,
            ["monthly_payment_pre_due"] = Invoice,
            ["monthly_payment_post_due"] = Invoice,
        }.ToFrozenDictionary();

    /// <param name="action">The kind, e.g. <c>ticket_purchased</c>.</param>
    public static bool Contains(string action) => Reasons.ContainsKey(action);
}
