using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Verifies the e-mail address of the account with the token from the verification e-mail.</summary>
internal sealed record VerifyEmail(string Token) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend, TimeProvider clock)
        : IRequestHandler<VerifyEmail, Unit>
    {
        public async Task<Unit> Handle(VerifyEmail command, CancellationToken ct)
        {
            var grant = authorization.AllowAnyone(); // The secret token decides.
            var hash = EmailedToken.ComputeHash(command.Token);
            var verification = await data.Set<EmailVerificationToken>()
                .Include(v => v.User)
                .SingleOrDefaultAsync(v => v.TokenHash == hash, ct);
            if (verification?.User is not { } user || !verification.CanVerify(user, clock.GetUtcNow()))
                throw RejectedException.Malformed("Invalid Token", pointer: "/data/token");
            verification.UsedAt ??= clock.GetUtcNow();
            grant.Change(user, nameof(User.IsVerified));
            user.IsVerified = true;
            outbox.AddEmail(
                $"{nameof(UserRegistration)} {user.Id}",
                user.Email,
                new UserRegistration(user.FullName ?? "", await frontend.LinkAsync("/", ct))
            );
            return Unit.Value;
        }
    }
}
