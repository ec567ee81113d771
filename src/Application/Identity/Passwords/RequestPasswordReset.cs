using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Stores the request in the outbox. The account is looked up after the response, so that neither the response nor its time shows whether
/// an account exists.
/// </summary>
internal sealed record RequestPasswordReset(string Email, string ClientAddress) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IThrottle throttle, IOutbox outbox, AuthSettings settings)
        : IRequestHandler<RequestPasswordReset, Unit>
    {
        public async Task<Unit> Handle(RequestPasswordReset command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var email = EmailAddress.Normalize(command.Email);
            await throttle.CountAsync([new(settings.ResetAccountLimit, email), new(settings.ResetAddressLimit, command.ClientAddress)], ct);
            outbox.Add(
                AccountEmailRequest.Kind,
                $"reset {Guid.NewGuid():N}",
                new AccountEmailRequest(AccountEmailRequest.PasswordResetPurpose, email)
            );
            return Unit.Value;
        }
    }
}
