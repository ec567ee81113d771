using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Sends the verification e-mail with a new token. The link of an earlier e-mail becomes invalid.</summary>
internal sealed class VerificationEmailSender(
    IData data,
    IOutbox outbox,
    ISecrets secrets,
    IFrontend frontend,
    AuthSettings settings,
    TimeProvider clock
)
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

        var link = await secrets.EncryptAsync(
            OutgoingTokenEmail.EncryptionPurpose,
            await frontend.LinkAsync($"/verify?token={token.Value}", ct),
            ct
        );
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.Confirmation} {token.Hash}",
            new OutgoingTokenEmail(TokenEmailTemplate.Confirmation, user.Email, OutgoingAccountEmails.TemplateValuesFor(user), link)
        );
    }
}
