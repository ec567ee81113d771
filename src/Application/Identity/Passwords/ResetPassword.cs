using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Sets a new password with the token from the e-mail. The token works once. It revokes the user's tokens and verifies the address.
/// </summary>
internal sealed record ResetPassword(string Token, string Password) : ICommand<User>
{
    internal sealed class Rules : AbstractValidator<ResetPassword>
    {
        public Rules() =>
            RuleFor(r => r.Password)
                .Must(p => PasswordRule.FindError(p) is null)
                .WithMessage(r => PasswordRule.FindError(r.Password))
                .OverridePropertyName("/data/password");
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        IPasswordHasher hasher,
        IThrottle throttle,
        IOutbox outbox,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<ResetPassword, User>
    {
        public async Task<User> Handle(ResetPassword command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var hash = EmailedToken.ComputeHash(command.Token);
            var id = await data.Set<PasswordResetToken>().Where(r => r.TokenHash == hash).Select(r => (long?)r.Id).SingleOrDefaultAsync(ct)
                ?? throw InvalidToken();
            await data.LockRowAsync<PasswordResetToken>(id, ct);
            var resetToken = await data.Set<PasswordResetToken>()
                .Include(r => r.User)
                .SingleOrDefaultAsync(r => r.Id == id && r.TokenHash == hash, ct);
            var now = clock.GetUtcNow();
            if (resetToken is null || !resetToken.IsUsable(now) || resetToken.User is not { DeletedAt: null, IsBlocked: false } user)
                throw InvalidToken();

            resetToken.UsedAt = now;
            user.PasswordHash = await hasher.HashAsync(command.Password, ct);
            user.IsVerified |= user.Email == resetToken.Email;
            user.RevokeTokens();
            outbox.AddPasswordChangedEmail(user);
            await throttle.ResetAsync(new RateLimitedAttempt(settings.SignInAccountLimit, user.Email), ct);
            return user;
        }

        private static RejectedException InvalidToken() =>
            RejectedException.NotFound("open password reset", "with this token. It is unknown, used or expired", "/data/token");
    }
}
