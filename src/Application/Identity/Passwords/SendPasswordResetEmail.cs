using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Sends the password-reset e-mail with a new token if the account exists and its address may receive it
/// (<see cref="User.MayReceivePasswordReset"/>). The new token replaces an older one.
/// </summary>
/// <param name="Page">As <see cref="RequestPasswordReset.Page"/>.</param>
internal sealed record SendPasswordResetEmail(string Email, string? Page = null) : ICommand<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        TokenEmailQueue emails,
        IFrontend frontend,
        IPublicUrl publicUrl,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<SendPasswordResetEmail, Unit>
    {
        public async Task<Unit> Handle(SendPasswordResetEmail command, CancellationToken ct)
        {
            authorization.AsServer();
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Email == command.Email && u.DeletedAt == null, ct);
            if (user is not { MayReceivePasswordReset: true })
                return Unit.Value;

            var token = EmailedToken.Create();
            var resetToken = await data.Set<Domain.Identity.PasswordResetToken>().SingleOrDefaultAsync(r => r.UserId == user.Id, ct);
            if (resetToken is null)
                data.Set<Domain.Identity.PasswordResetToken>()
                    .Add(resetToken = new Domain.Identity.PasswordResetToken { UserId = user.Id });
            resetToken.Email = user.Email;
            resetToken.TokenHash = token.Hash;
            resetToken.ExpiresAt = clock.GetUtcNow() + settings.PasswordResetLife;
            resetToken.UsedAt = null;

            var values = OutgoingAccountEmails.TemplateValuesFor(user);
            var path = $"/reset-password?token={token.Value}";
            var link =
                command.Page == RequestPasswordReset.LabPage
                    ? publicUrl.ToAbsolute('/' + RequestPasswordReset.LabPage + path)
                    : await frontend.LinkAsync(path, ct);
            var template = user.NeedsFirstPassword ? TokenEmailTemplate.PasswordResetVerify : TokenEmailTemplate.PasswordReset;
            await emails.AddLinkAsync(template, token.Hash, user.Email, link, values, ct);
            return Unit.Value;
        }
    }
}
