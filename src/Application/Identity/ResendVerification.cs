using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Takes the wish down. Whether there is such an account is found out after the answer, which is so the same for all.</summary>
internal sealed record ResendVerification(string Email, string Address) : ICommand<Unit>
{
    internal sealed class Handler(IGate gate, IThrottle throttle, IOutbox outbox, AuthSettings settings)
        : IRequestHandler<ResendVerification, Unit>
    {
        public async Task<Unit> Handle(ResendVerification command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            var email = EmailAddress.Normal(command.Email);
            await throttle.CountAsync(
                [new(settings.VerificationAccountLimit, email), new(settings.ResetAddressLimit, command.Address)],
                ct
            );
            outbox.Add(AccountWish.Kind, $"verification {Guid.NewGuid():N}", new AccountWish(AccountWish.Verification, email));
            return Unit.Value;
        }
    }
}
