using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Returns whether an account with this address exists. The registration form needs it. The rate limit makes it hard to collect addresses.
/// </summary>
internal sealed record CheckEmail(string Email, string ClientAddress) : IRequest<bool>
{
    internal sealed class Handler(IData data, IThrottle throttle, AuthSettings settings) : IRequestHandler<CheckEmail, bool>
    {
        public async Task<bool> Handle(CheckEmail request, CancellationToken ct)
        {
            await throttle.CountAsync([new RateLimitedAttempt(settings.EmailLookUpLimit, request.ClientAddress)], ct);
            var email = EmailAddress.Normalize(request.Email);
            return await data.Set<User>().AnyAsync(u => u.Email == email && u.DeletedAt == null, ct);
        }
    }
}
