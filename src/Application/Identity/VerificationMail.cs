using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Asks a user whether his address is his. A newer mail makes the older one's link worthless.</summary>
internal sealed class VerificationMail(
    IData data,
    IOutbox outbox,
    ISecrets secrets,
    IFrontend frontend,
    AuthSettings settings,
    TimeProvider clock
)
{
    /// <param name="user">May be new: its id is not needed.</param>
    public async Task OrderAsync(User user, CancellationToken ct)
    {
        var token = MailedToken.New();
        var verification = user.Id == 0 ? null : await data.Set<EmailVerification>().SingleOrDefaultAsync(v => v.UserId == user.Id, ct);
        if (verification is null)
            data.Set<EmailVerification>().Add(verification = new EmailVerification { User = user });
        verification.Email = user.Email;
        verification.TokenHash = token.Hash;
        verification.ExpiresAt = clock.GetUtcNow() + settings.VerificationLife;
        verification.UsedAt = null;

        var link = await secrets.SealAsync(MailOrder.SealedFor, await frontend.LinkAsync($"/verify?token={token.Clear}", ct), ct);
        outbox.Add(
            MailOrder.Kind,
            $"{MailTemplate.Confirmation} {token.Hash}",
            new MailOrder(MailTemplate.Confirmation, user.Email, AccountMails.About(user), link)
        );
    }
}
