using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The mails about an account that hold no token.</summary>
internal static class OutgoingAccountEmails
{
    public static void AddPasswordChangedEmail(this IOutbox outbox, User user) =>
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.PasswordChanged} {user.Id} {user.TokenEpoch}",
            new OutgoingTokenEmail(TokenEmailTemplate.PasswordChanged, user.Email, TemplateValuesFor(user))
        );

    /// <summary>Tells the former address, so that a hijacked account does not change hands in silence.</summary>
    public static void AddAddressChangedEmail(this IOutbox outbox, User user, string previousEmail, DateTimeOffset now)
    {
        var values = new Dictionary<string, string?>(TemplateValuesFor(user)) { ["email"] = previousEmail, ["new_email"] = user.Email };
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.EmailChanged} {user.Id} {now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
            new OutgoingTokenEmail(TokenEmailTemplate.EmailChanged, previousEmail, values)
        );
    }

    public static Dictionary<string, string?> TemplateValuesFor(User user) =>
        new() { ["name"] = user.FullName ?? user.Email, ["email"] = user.Email };
}
