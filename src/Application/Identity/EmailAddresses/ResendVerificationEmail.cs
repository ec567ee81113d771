using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Stores the request in the outbox. The account is looked up after the response, so that the response does not show whether an account
/// exists.
/// </summary>
internal sealed record ResendVerificationEmail(string Email, string ClientAddress) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IThrottle throttle, IOutbox outbox, AuthSettings settings)
        : IRequestHandler<ResendVerificationEmail, Unit>
    {
        public async Task<Unit> Handle(ResendVerificationEmail command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var email = EmailAddress.Normalize(command.Email);
            await throttle.CountAsync(
                [new(settings.VerificationAccountLimit, email), new(settings.ResetAddressLimit, command.ClientAddress)],
                ct
            );
            outbox.Add(
                AccountEmailRequest.Kind,
                $"verification {Guid.NewGuid():N}",
                new AccountEmailRequest(AccountEmailRequest.VerificationPurpose, email)
            );
            return Unit.Value;
        }
    }
}
