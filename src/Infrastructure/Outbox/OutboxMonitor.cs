using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The entries of one kind that are not done.</summary>
/// <param name="Due">Entries that could be processed now.</param>
/// <param name="OldestAge">How long the oldest of them has been due.</param>
/// <param name="Failing">Entries that failed at least <see cref="OutboxMonitor.FailingAttempts"/> times and are tried again.</param>
/// <param name="GivenUp">Entries that need a person: given up or quarantined.</param>
internal sealed record OutboxBacklog(string Kind, long Due, TimeSpan OldestAge, long Failing, long GivenUp);

/// <summary>Counts the entries that are not done every 15 seconds, for the metrics and for <c>/health/ready</c>.</summary>
internal sealed class OutboxMonitor(NpgsqlDataSource source, OutboxMetrics metrics, TimeProvider clock, ILogger<OutboxMonitor> log)
    : RecurringJob(TimeSpan.FromSeconds(15), clock, log)
{
    /// <summary>Fewer failures are usual, e.g. a mail server that wants to be asked again.</summary>
    public const int FailingAttempts = 3;

    private readonly TimeProvider _clock = clock;
    private volatile IReadOnlyList<OutboxBacklog> _backlogs = [];

    public IReadOnlyList<OutboxBacklog> Backlogs => _backlogs;

    protected override Task RunAsync(CancellationToken ct) => CountAsync(ct);

    internal async Task CountAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var command = source.CreateCommand(
            """
            SELECT kind, sum(due)::bigint, min(oldest), sum(failing)::bigint, sum(given_up)::bigint
            FROM (
                SELECT kind,
                    count(*) FILTER (WHERE available_at <= $1) AS due,
                    coalesce(min(available_at) FILTER (WHERE available_at <= $1), $1) AS oldest,
                    count(*) FILTER (WHERE attempts >= $2) AS failing,
                    0 AS given_up
                FROM outbox WHERE state = 'Waiting' GROUP BY kind
                UNION ALL
                SELECT kind, 0, $1, 0, count(*) FROM outbox WHERE state IN ('GivenUp', 'Quarantined') GROUP BY kind
            ) AS counts
            GROUP BY kind ORDER BY kind
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = FailingAttempts });
        var backlogs = new List<OutboxBacklog>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                backlogs.Add(
                    new OutboxBacklog(
                        reader.GetString(0),
                        reader.GetInt64(1),
                        now - reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetInt64(3),
                        reader.GetInt64(4)
                    )
                );
        _backlogs = backlogs;
        metrics.SetBacklogs(backlogs);
    }
}
