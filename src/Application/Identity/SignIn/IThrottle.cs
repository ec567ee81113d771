using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Counters that outlive the request's own transaction: a refused attempt is counted although its unit of work is undone.</summary>
public interface IThrottle
{
    /// <summary>Goes on while every counter is below its limit; counts nothing.</summary>
    /// <exception cref="RejectedException">Throttled, with the time to wait.</exception>
    Task CheckAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>Counts one of each, atomically, then refuses if that was one too many.</summary>
    /// <exception cref="RejectedException">Throttled, with the time to wait.</exception>
    Task RecordAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>How many there have been in the current window.</summary>
    Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct);

    /// <summary>Starts the counter anew.</summary>
    Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct);
}
