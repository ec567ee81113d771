using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Takes the wish down. Whether there is such an account is found out after the answer, which is so the same for all, in time too.</summary>
internal sealed record RequestPasswordReset(string Email, string Address) : ICommand<Unit>
{
    internal sealed class Handler(IGate gate, IThrottle throttle, IOutbox outbox, AuthSettings settings)
        : IRequestHandler<RequestPasswordReset, Unit>
    {
        public async Task<Unit> Handle(RequestPasswordReset command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            var email = EmailAddress.Normal(command.Email);
            await throttle.CountAsync([new(settings.ResetAccountLimit, email), new(settings.ResetAddressLimit, command.Address)], ct);
            outbox.Add(AccountWish.Kind, $"reset {Guid.NewGuid():N}", new AccountWish(AccountWish.Reset, email));
            return Unit.Value;
        }
    }
}
