using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Counts a registration before its transaction, so that a rejected one counts, too: the rejection shows whether an address has an account.
/// Staff may create any number of accounts.
/// </summary>
internal sealed record CountRegistration(string? Email) : IRequest<Unit>
{
    internal sealed class Handler(IThrottle throttle, IAuthorization authorization, IClientAddress clientAddress, AuthSettings settings)
        : IRequestHandler<CountRegistration, Unit>
    {
        /// <exception cref="RejectedException">TooManyRequests.</exception>
        public async Task<Unit> Handle(CountRegistration request, CancellationToken ct)
        {
            if (authorization.Actor.IsStaff || clientAddress.Current is not { } address)
                return Unit.Value;
            List<RateLimitedAttempt> attempts = [new(settings.RegistrationAddressLimit, address)];
            if (request.Email is { } email)
                attempts.Add(new(settings.RegistrationEmailLimit, EmailAddress.Normalize(email)));
            await throttle.CountAsync(attempts, ct);
            return Unit.Value;
        }
    }
}
