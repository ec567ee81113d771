using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>E-mails about an account that contain no token.</summary>
internal static class OutgoingAccountEmails
{
    public static void AddPasswordChangedEmail(this IOutbox outbox, User user) =>
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.PasswordChanged} {user.Id} {user.TokenEpoch}",
            new OutgoingTokenEmail(TokenEmailTemplate.PasswordChanged, user.Email, TemplateValuesFor(user))
        );

    /// <summary>
    /// Informs the former address, so that the owner of the account notices a change by an attacker and can undo it.
    /// </summary>
    /// <param name="undoLink">Encrypted; null if the former address was not verified.</param>
    public static void AddAddressChangedEmail(this IOutbox outbox, User user, string previousEmail, string? undoLink, DateTimeOffset now)
    {
        var values = new Dictionary<string, string?>(TemplateValuesFor(user)) { ["email"] = previousEmail, ["new_email"] = user.Email };
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.EmailChanged} {user.Id} {now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
            new OutgoingTokenEmail(TokenEmailTemplate.EmailChanged, previousEmail, values, undoLink)
        );
    }

    public static Dictionary<string, string?> TemplateValuesFor(User user) =>
        new() { ["name"] = user.FullName ?? user.Email, ["email"] = user.Email };
}
