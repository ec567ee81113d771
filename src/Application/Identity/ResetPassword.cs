using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>A new password for whoever holds the mailed token. It works once, ends the user's tokens and verifies the address.</summary>
internal sealed record ResetPassword(string Token, string Password) : ICommand<User>
{
    internal sealed class Rules : AbstractValidator<ResetPassword>
    {
        public Rules() =>
            RuleFor(r => r.Password)
                .Must(p => PasswordRule.Fault(p) is null)
                .WithMessage(r => PasswordRule.Fault(r.Password))
                .OverridePropertyName("/data/password");
    }

    internal sealed class Handler(
        IData data,
        IGate gate,
        IPasswordHasher hasher,
        IThrottle throttle,
        IOutbox outbox,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<ResetPassword, User>
    {
        public async Task<User> Handle(ResetPassword command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            var hash = MailedToken.HashOf(command.Token);
            var id = await data.Set<PasswordReset>().Where(r => r.TokenHash == hash).Select(r => (long?)r.Id).SingleOrDefaultAsync(ct)
                ?? throw Unknown();
            await data.LockAsync<PasswordReset>(id, ct);
            var reset = await data.Set<PasswordReset>()
                .Include(r => r.User)
                .SingleOrDefaultAsync(r => r.Id == id && r.TokenHash == hash, ct);
            var now = clock.GetUtcNow();
            if (reset is null || !reset.IsOpen(now) || reset.User is not { DeletedAt: null, IsBlocked: false } user)
                throw Unknown();

            reset.UsedAt = now;
            user.PasswordHash = await hasher.HashAsync(command.Password, ct);
            user.IsVerified |= user.Email == reset.Email;
            user.EndTokens();
            outbox.AddPasswordChanged(user);
            await throttle.ForgetAsync(new Attempt(settings.AccountLimit, user.Email), ct);
            return user;
        }

        private static Refused Unknown() =>
            Refused.Missing("open password reset", "with this token: it is unknown, used or too old", "/data/token");
    }
}
