using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Sets a new password with the token from the e-mail. The token works once. It revokes the user's tokens and verifies the address. The
/// token of <see cref="AddressUndo"/> also brings the former address back.
/// </summary>
internal sealed record ResetPassword(string Token, string Password) : ICommand<User>, IPublicRequest
{
    internal sealed class Rules : AbstractValidator<ResetPassword>
    {
        public Rules() => RuleFor(r => r.Password).IsPassword().At("/data/password");
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        IPasswordHasher hasher,
        IThrottle throttle,
        AddressUndo addressUndo,
        IOutbox outbox,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<ResetPassword, User>
    {
        public async Task<User> Handle(ResetPassword command, CancellationToken ct)
        {
            var grant = authorization.AllowAnyone(); // The secret token decides.
            if (await addressUndo.ReadAsync(command.Token, ct) is { } former)
                return await UndoAsync(grant, former.UserId, former.Email, command.Password, ct);
            var hash = EmailedToken.ComputeHash(command.Token);
            var id = await data.Set<PasswordResetToken>().Where(r => r.TokenHash == hash).Select(r => (long?)r.Id).SingleOrDefaultAsync(ct)
                ?? throw InvalidToken();
            await data.LockRowAsync<PasswordResetToken>(id, ct);
            var resetToken = await data.Set<PasswordResetToken>()
                .Include(r => r.User)
                .SingleOrDefaultAsync(r => r.Id == id && r.TokenHash == hash, ct);
            var now = clock.GetUtcNow();
            if (
                resetToken is null
                || !resetToken.IsUsable(now)
                || resetToken.User is not { MayReceivePasswordReset: true } user
                || user.Email != resetToken.Email
            )
                throw InvalidToken();

            resetToken.UsedAt = now;
            return await SetPasswordAsync(grant, user, command.Password, ct);
        }

        private async Task<User> UndoAsync(Grant grant, long userId, string email, string password, CancellationToken ct)
        {
            await data.LockRowAsync<User>(userId, ct);
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
            if (user is not { DeletedAt: null, IsBlocked: false } || user.Email == email)
                throw InvalidToken();
            await data.RequireUnusedEmailAsync(email, ct);
            grant.Change(user, nameof(User.Email), nameof(User.EmailChangedAt));
            user.Email = email;
            user.EmailChangedAt = clock.GetUtcNow();
            return await SetPasswordAsync(grant, user, password, ct);
        }

        /// <summary>The token was in an e-mail to the address, so the address is verified.</summary>
        private async Task<User> SetPasswordAsync(Grant grant, User user, string password, CancellationToken ct)
        {
            grant.Change(user, [nameof(User.PasswordHash), nameof(User.IsVerified), .. User.TokenMembers]);
            user.PasswordHash = await hasher.HashAsync(password, ct);
            user.IsVerified = true;
            user.RevokeTokens();
            outbox.AddPasswordChangedEmail(user);
            await throttle.ResetAsync(new RateLimitedAttempt(settings.SignInAccountLimit, user.Email), ct);
            return user;
        }

        private static RejectedException InvalidToken() =>
            RejectedException.NotFound("open password reset", "with this token. It is unknown, used or expired", "/data/token");
    }
}
