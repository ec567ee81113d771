namespace OpenEvent.Application.Identity;

/// <summary>
/// Counts access tokens that do not exist, by client address. Valid tokens are not counted and never rejected, because many programs share
/// an address, and 256 random bits are not guessed.
/// </summary>
public sealed class UnknownTokenLimit(IThrottle throttle, IClientAddress clientAddress, AuthSettings settings)
{
    /// <exception cref="Domain.Common.RejectedException">TooManyRequests.</exception>
    public Task CountAsync(CancellationToken ct) =>
        throttle.CountGuessAsync([new RateLimitedAttempt(settings.UnknownTokenLimit, clientAddress.Current ?? "")], ct);
}
