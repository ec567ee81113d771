using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Rate limits with counters in the database, shared by all nodes. It uses the connection of the request and never a second one. An attempt
/// above a limit is rejected and not counted.
/// </summary>
public interface IThrottle
{
    /// <summary>
    /// Counts an action, e.g. an e-mail, and rejects it if a counter would exceed its limit. In an open transaction the count commits
    /// with the action, or not at all.
    /// </summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time to wait.</exception>
    Task CountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>
    /// Counts an attempt to guess a secret, before it is verified, so that attempts at the same time cannot exceed the limit. The count
    /// stays although the request is rejected. <see cref="UncountAsync"/> takes it back if the attempt was right.
    /// </summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time to wait.</exception>
    /// <exception cref="InvalidOperationException">A transaction is open, which would take the count back with its rollback.</exception>
    Task CountGuessAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>Takes back one count of each counter.</summary>
    Task UncountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct);

    /// <summary>The number of attempts in the current window.</summary>
    Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct);

    /// <summary>Resets the counter to 0.</summary>
    Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct);
}
