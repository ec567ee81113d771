using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Sends the verification e-mail with a new token. The link of an earlier e-mail becomes invalid.</summary>
internal sealed class VerificationEmailSender(IData data, TokenEmailQueue emails, AuthSettings settings, TimeProvider clock)
{
    /// <param name="user">May be unsaved, without an id.</param>
    public async Task EnqueueAsync(User user, CancellationToken ct)
    {
        var token = EmailedToken.Create();
        var verification =
            user.Id == 0 ? null : await data.Set<EmailVerificationToken>().SingleOrDefaultAsync(v => v.UserId == user.Id, ct);
        if (verification is null)
            data.Set<EmailVerificationToken>().Add(verification = new EmailVerificationToken { User = user });
        verification.Email = user.Email;
        verification.TokenHash = token.Hash;
        verification.ExpiresAt = clock.GetUtcNow() + settings.VerificationLife;
        verification.UsedAt = null;

        var values = OutgoingAccountEmails.TemplateValuesFor(user);
        await emails.AddAsync(TokenEmailTemplate.Confirmation, token.Hash, user.Email, $"/verify?token={token.Value}", values, ct);
    }
}
