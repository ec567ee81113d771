using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Limits the searches of an address, because everyone may search and a search costs more than a list.</summary>
internal sealed class SearchLimit(IThrottle throttle, IClientAddress address)
{
    private static readonly RateLimit PerAddress = new("search-address", 120, TimeSpan.FromMinutes(1));

    /// <exception cref="Domain.Common.RejectedException">TooManyRequests.</exception>
    public async Task CountAsync(CancellationToken ct)
    {
        if (address.Current is { } client)
            await throttle.CountAsync([new RateLimitedAttempt(PerAddress, client)], ct);
    }
}
