using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Counters that outlive the request's own transaction: a refused attempt is counted although its unit of work is undone.</summary>
public interface IThrottle
{
    /// <summary>Goes on while every counter is below its limit; counts nothing.</summary>
    /// <exception cref="Refused">Throttled, with the time to wait.</exception>
    Task CheckAsync(IReadOnlyList<Attempt> attempts, CancellationToken ct);

    /// <summary>Counts one of each, atomically, then refuses if that was one too many.</summary>
    /// <exception cref="Refused">Throttled, with the time to wait.</exception>
    Task CountAsync(IReadOnlyList<Attempt> attempts, CancellationToken ct);

    /// <summary>How many there have been in the current window.</summary>
    Task<int> CountOfAsync(Attempt attempt, CancellationToken ct);

    /// <summary>Starts the counter anew.</summary>
    Task ForgetAsync(Attempt attempt, CancellationToken ct);
}
