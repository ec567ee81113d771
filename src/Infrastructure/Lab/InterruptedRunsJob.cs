using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Settles the runs that no server executes. A run of a server on this machine is interrupted when that process does not exist any more;
/// one of this server, when it is not among its active runs, e.g. because its end was not recorded in a long outage of the database. A run
/// of another machine is interrupted when no run can wait or work that long.
/// </summary>
internal sealed class InterruptedRunsJob(
    NpgsqlDataSource source,
    ScriptRunner runner,
    LabSettings settings,
    TimeProvider clock,
    ILogger<InterruptedRunsJob> log
) : RecurringJob(TimeSpan.FromMinutes(10), clock, log)
{
    private static readonly string Error = new RunError(null, "The server stopped during the run.").ToText();

    /// <summary>The longest time in the queue of a server that is busy.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The longest time from the commit of a new run to its start.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock = clock;
    private readonly ILogger _log = log;

    private TimeSpan LongestRun => TimeSpan.FromSeconds(settings.Scripts.Seconds + 120);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var ids = new List<long>();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (
            var select = new NpgsqlCommand(
                "SELECT id, server, coalesce(started_at, created_at), status FROM lab_runs WHERE status IN ($1, $2)",
                connection
            )
        )
        {
            select.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Queued);
            select.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Running);
            await using var reader = await select.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                if (
                    IsInterrupted(
                        reader.GetInt64(0),
                        reader.IsDBNull(1) ? null : reader.GetString(1),
                        reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetString(3) == LabRunStatus.Queued
                    )
                )
                    ids.Add(reader.GetInt64(0));
        }
        if (ids.Count == 0)
            return;
        await using var update = new NpgsqlCommand(
            "UPDATE lab_runs SET status = $2, error = $3, ended_at = $4, server = NULL WHERE id = ANY($1) AND status IN ($5, $6)",
            connection
        );
        update.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ids.ToArray());
        update.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Interrupted);
        update.Parameters.Add(NpgsqlDbType.Jsonb, Error);
        update.Parameters.Add(NpgsqlDbType.TimestampTz, _clock.GetUtcNow());
        update.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Queued);
        update.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Running);
        var count = await update.ExecuteNonQueryAsync(ct);
        _log.LogInformation("{Count} runs of scripts were interrupted when their server stopped", count);
    }

    private bool IsInterrupted(long id, string? server, DateTimeOffset since, bool isQueued)
    {
        var age = _clock.GetUtcNow() - since;
        if (ServerInstance.Parse(server) is not { IsOnThisMachine: true } owner)
            return age > (isQueued ? LongestWait : LongestRun);
        return owner.IsOwn ? runner.Find(id) is null && age > LongestStart : !owner.IsRunning;
    }
}
