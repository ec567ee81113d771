using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Rate limits with counters in the database. They are written outside the unit of work, so that a rejected attempt is counted although its
/// unit of work is rolled back.
/// </summary>
public interface IThrottle
{
    /// <summary>Checks that every counter is below its limit. It does not count.</summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time to wait.</exception>
    Task CheckAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>Increments each counter atomically. It then rejects the attempt if a counter is above its limit.</summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time to wait.</exception>
    Task RecordAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>The number of attempts in the current window.</summary>
    Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct);

    /// <summary>Resets the counter to 0.</summary>
    Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct);
}
