using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Outbox;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>
/// Replaces the rows of the database in place (docs/decisions/054), so that connections, prepared statements and listeners stay.
/// </summary>
internal sealed class PostgresTestDatabase(NpgsqlDataSource source, IEnumerable<IScheduledJob> jobs, TestClock clock) : ITestDatabase
{
    /// <summary>
    /// From this size on it is faster to give all tables new files than to delete rows. Deleting rows costs time for each row, and new
    /// files about half a second for the hundred tables.
    /// </summary>
    internal const long DefaultTruncateThreshold = 8 * 1024 * 1024;

    /// <summary>A running job has a later <c>next_run_at</c> (its lease). A running entry has <c>started_at</c>.</summary>
    private const string IdleSql = """
        SELECT NOT EXISTS (SELECT FROM outbox WHERE state = 'Waiting' AND (available_at <= $1 OR started_at IS NOT NULL))
            AND NOT EXISTS (SELECT FROM jobs WHERE next_run_at <= $1)
        """;

    private readonly IReadOnlyList<IScheduledJob> _jobs = [.. jobs.Where(j => j.IsEnabled)];
    private readonly string _migrations = string.Join(' ', PersistenceServices.MigrationNames);
    private RowTemplate? _template;

    /// <summary>Tests set it to try both ways.</summary>
    internal long TruncateThreshold { get; set; } = DefaultTruncateThreshold;

    public Task PrepareAsync(CancellationToken ct) => TestSchema.CreateAsync(source, _migrations, ct);

    public Task RestoreMigratedAsync(CancellationToken ct) => TestSchema.RestoreMigratedAsync(source, _migrations, ct);

    public async Task CreateTemplateAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        _template = await RowTemplate.CreateAsync(connection, TestSchema.Started, ct);
    }

    public async Task ResetAsync(CancellationToken ct)
    {
        var template = _template ?? throw new InvalidOperationException("There is no template yet.");
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await template.RestoreAsync(connection, TruncateThreshold, ct);
        await RegisterJobsAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task SetTimeAsync(ClockState state, CancellationToken ct)
    {
        await using var command = source.CreateCommand(TestSchema.SetTimeSql);
        command.Parameters.Add(new NpgsqlParameter { Value = state.Shift });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)state.FrozenAt ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz }
        );
        await command.ExecuteNonQueryAsync(ct);
        await BringJobsForwardAsync(ct);
        await using var wake = source.CreateCommand($"NOTIFY {OutboxInterceptor.Channel}");
        await wake.ExecuteNonQueryAsync(ct);
    }

    public async Task<bool> IsIdleAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(IdleSql);
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>When the clock moves back, brings each job forward to its next time after the new one.</summary>
    private async Task BringJobsForwardAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = source.CreateCommand(
            """
            UPDATE jobs SET next_run_at = n.at FROM unnest($1, $2) AS n (name, at) WHERE jobs.name = n.name AND jobs.next_run_at > n.at
            """
        );
        command.Parameters.AddWithValue(_jobs.Select(j => j.Name).ToArray());
        command.Parameters.AddWithValue(_jobs.Select(j => j.Schedule.NextAfter(now)).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The jobs have run at the start. On the same rows they have nothing to do before their next time.</summary>
    private async Task RegisterJobsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand(
            "INSERT INTO jobs (name, schedule, next_run_at, failures) SELECT *, 0 FROM unnest($1, $2, $3)",
            connection
        );
        command.Parameters.AddWithValue(_jobs.Select(j => j.Name).ToArray());
        command.Parameters.AddWithValue(_jobs.Select(j => j.Schedule.ToString()).ToArray());
        command.Parameters.AddWithValue(_jobs.Select(j => j.Schedule.NextAfter(now)).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }
}
