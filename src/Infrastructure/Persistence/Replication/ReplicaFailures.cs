using System.Data.Common;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Decides what the failure of one read says about the replica. Thread-safe.</summary>
internal sealed class ReplicaFailures(ReplicaGuard guard, TimeProvider clock, ILogger<ReplicaFailures> log)
{
    private static readonly TimeSpan LogPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Conflicts with the replay of a change, cancelled statements, and writes: they say nothing about the next statement
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    /// </summary>
    private static readonly string[] StatesOfOneStatement = ["40001", "40P01", "57014", "25006"];

    private readonly Lock _lock = new();
    private long? _lastLog;

    public void Report(ReplicaUse use, Exception failure)
    {
        var state = DatabaseOutage.FindSqlState(failure);
        if (StatesOfOneStatement.Contains(state))
            return;
        var cause = failure.GetBaseException();
        var reason = state ?? cause.GetType().Name;
        Log(use.Host, reason);
        // One statement may have been slow. The replica works if it has answered a check in the meantime.
        var isOfConnection =
            DatabaseOutage.IsOfDatabase(failure) || cause is DbException or IOException or TimeoutException or ObjectDisposedException;
        if (state is not null || (isOfConnection && !guard.WasAnsweredSince(use)))
            guard.Fail(use.Host, $"a request failed ({reason})", pause: true);
    }

    private void Log(ReplicaHost host, string reason)
    {
        lock (_lock)
        {
            if (_lastLog is { } last && clock.GetElapsedTime(last) < LogPause)
                return;
            _lastLog = clock.GetTimestamp();
        }

        log.LogWarning(
            "A read failed on the replica {Host}, so the primary answers: {Reason}. More of them are not logged for a minute",
            host.Name,
            reason
        );
    }
}
