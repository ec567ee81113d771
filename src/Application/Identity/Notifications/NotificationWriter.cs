using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Writes notifications for users. The kinds are in <c>docs/reference/emails.md#notification-kinds</c>.</summary>
internal sealed class NotificationWriter(IData data)
{
    public const string TicketPurchased = "ticket_purchased";
    public const string TicketPurchasedAttendee = "ticket_purchased_attendee";
    public const string TicketPurchasedOrganizer = "ticket_purchased_organizer";
    public const string TicketCancelled = "ticket_cancelled";
    public const string TicketCancelledOrganizer = "ticket_cancelled_organizer";
    public const string EventRole = "event_role";
    public const string NewSession = "new_session";
    public const string SessionStateChange = "session_state_change";
    public const string MonthlyPayment = "monthly_payment";
    public const string PaymentAlert = "payment_alert";

    /// <summary>The values that name what a notification is about, with the JSON:API type.</summary>
    private static readonly (string Name, string Subject)[] Subjects =
    [
        ("order", "order"),
        ("invoice", "event-invoice"),
        ("session", "session"),
        ("event_id", "event"),
    ];

    private static readonly CompiledQuery<Func<DbContext, List<long>, string, IAsyncEnumerable<long>>> RecipientsOf = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, List<long> users, string content) =>
                db.Set<Notification>().Where(n => users.Contains(n.UserId) && n.Content == content).Select(n => n.UserId)
        )
    );

    private static readonly CompiledQuery<Func<DbContext, IAsyncEnumerable<string>>> Disabled = new(() =>
        EF.CompileAsyncQuery((DbContext db) => db.Set<NotificationSetting>().Where(s => !s.Enabled).Select(s => s.Type))
    );

    private List<string>? _disabledKinds;

    /// <summary>Every kind. The database is seeded with a switch for each, in this order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        TicketPurchased,
        TicketPurchasedAttendee,
        TicketPurchasedOrganizer,
        TicketCancelled,
        TicketCancelledOrganizer,
        EventRole,
        NewSession,
        SessionStateChange,
        MonthlyPayment,
        PaymentAlert,
    ];

    /// <summary>
    /// Writes one notification for each user, unless staff have switched the kind off. A user who already has a notification with the same
    /// content gets no second one, so that a job can run again. To notify a user again, include a value that differs.
    /// </summary>
    /// <param name="values">The content of the notification. The kind is added to it.</param>
    public async Task WriteAsync(string kind, IEnumerable<long> userIds, IReadOnlyDictionary<string, object?> values, CancellationToken ct)
    {
        List<long> recipientIds = [.. userIds.Distinct()];
        if (recipientIds.Count == 0 || await IsDisabledAsync(kind, ct))
            return;
        var content = JsonSerializer.Serialize(new Dictionary<string, object?>(values) { ["type"] = kind });
        var (db, recipientsOf) = RecipientsOf.For(data.Set<Notification>());
        var alreadyNotified = await recipientsOf(db, recipientIds, content).ToListAsync(ct);
        var action = FindAction(values);
        foreach (var userId in recipientIds.Except(alreadyNotified))
        {
            var notification = new Notification { UserId = userId, Content = content };
            data.Set<Notification>().Add(notification);
            if (action is { } opened)
                data.Set<NotificationAction>()
                    .Add(
                        new NotificationAction
                        {
                            Notification = notification,
                            Subject = opened.Subject,
                            SubjectId = opened.Id,
                        }
                    );
        }
    }

    /// <summary>What the notification is about: the most specific of the values; null if there is none.</summary>
    private static (string Subject, string Id)? FindAction(IReadOnlyDictionary<string, object?> values)
    {
        foreach (var (name, subject) in Subjects)
            if (values.GetValueOrDefault(name) is { } value)
                return (subject, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return null;
    }

    /// <summary>The switches are read once per request or job.</summary>
    private async Task<bool> IsDisabledAsync(string kind, CancellationToken ct)
    {
        if (_disabledKinds is null)
        {
            var (db, disabled) = Disabled.For(data.Set<NotificationSetting>());
            _disabledKinds = await disabled(db).ToListAsync(ct);
        }

        return _disabledKinds.Contains(kind);
    }
}
