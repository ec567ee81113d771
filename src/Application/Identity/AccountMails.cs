using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The mails about an account that hold no token.</summary>
internal static class AccountMails
{
    public static void AddPasswordChanged(this IOutbox outbox, User user) =>
        outbox.Add(
            MailOrder.Kind,
            $"{MailTemplate.PasswordChanged} {user.Id} {user.TokenEpoch}",
            new MailOrder(MailTemplate.PasswordChanged, user.Email, About(user))
        );

    /// <summary>Tells the former address, so that a hijacked account does not change hands in silence.</summary>
    public static void AddEmailChanged(this IOutbox outbox, User user, string formerEmail, DateTimeOffset now)
    {
        var values = new Dictionary<string, string?>(About(user)) { ["email"] = formerEmail, ["new_email"] = user.Email };
        outbox.Add(
            MailOrder.Kind,
            $"{MailTemplate.EmailChanged} {user.Id} {now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
            new MailOrder(MailTemplate.EmailChanged, formerEmail, values)
        );
    }

    public static Dictionary<string, string?> About(User user) => new() { ["name"] = user.FullName ?? user.Email, ["email"] = user.Email };
}
