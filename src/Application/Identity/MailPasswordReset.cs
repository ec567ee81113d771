using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Makes the token and orders the mail, if there is such an account. A newer token replaces an older one.</summary>
internal sealed record MailPasswordReset(string Email) : ICommand<Unit>
{
    internal sealed class Handler(
        IData data,
        IGate gate,
        IOutbox outbox,
        ISecrets secrets,
        IFrontend frontend,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<MailPasswordReset, Unit>
    {
        public async Task<Unit> Handle(MailPasswordReset command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            var user = await data.Set<User>()
                .SingleOrDefaultAsync(u => u.Email == command.Email && u.DeletedAt == null && !u.IsBlocked, ct);
            if (user is null)
                return Unit.Value;

            var token = MailedToken.New();
            var reset = await data.Set<Domain.Identity.PasswordReset>().SingleOrDefaultAsync(r => r.UserId == user.Id, ct);
            if (reset is null)
                data.Set<Domain.Identity.PasswordReset>().Add(reset = new Domain.Identity.PasswordReset { UserId = user.Id });
            reset.Email = user.Email;
            reset.TokenHash = token.Hash;
            reset.ExpiresAt = clock.GetUtcNow() + settings.PasswordResetLife;
            reset.UsedAt = null;

            var link = await secrets.SealAsync(
                MailOrder.SealedFor,
                await frontend.LinkAsync($"/reset-password?token={token.Clear}", ct),
                ct
            );
            outbox.Add(
                MailOrder.Kind,
                $"{MailTemplate.PasswordReset} {token.Hash}",
                new MailOrder(MailTemplate.PasswordReset, user.Email, AccountMails.About(user), link)
            );
            return Unit.Value;
        }
    }
}
