using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Records runs in the tables <c>lab_runs</c> and <c>lab_run_outputs</c>. It uses connections of its own, because a run outlives the
/// request that started it. A recorded end is never replaced, so a run that was marked interrupted stays interrupted.
/// </summary>
internal sealed class PostgresRunLog(NpgsqlDataSource source, TimeProvider clock) : IRunLog
{
    private const string MustStop = "r.is_stop_requested OR u.is_blocked OR u.deleted_at IS NOT NULL";

    private const string StoreOutput =
        "INSERT INTO lab_run_outputs (run_id, content) SELECT id, $2 FROM lab_runs WHERE id = $1 "
        + "ON CONFLICT (run_id) DO UPDATE SET content = excluded.content";

    public string Server { get; } = ServerInstance.Own.ToString();

    public async Task<bool> BeginAsync(long id, DeviceInfo? device, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "UPDATE lab_runs r SET status = $2, started_at = $3, server = $4, board = $5, firmware = $6 "
                + $"FROM users u WHERE r.id = $1 AND r.status = $7 AND u.id = r.user_id AND NOT ({MustStop})"
        );
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Running);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        command.Parameters.Add(NpgsqlDbType.Text, Server);
        command.Parameters.Add(NpgsqlDbType.Text, device?.Board);
        command.Parameters.Add(NpgsqlDbType.Text, device?.Firmware);
        command.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Queued);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    public async Task SaveAsync(long id, string output, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Store(id, output)); // the statement of EndAsync, too
        await batch.ExecuteNonQueryAsync(ct);
    }

    public async Task<IReadOnlyList<long>> FindStoppedAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        // A run that was deleted with its account has no row. Its condition is then NULL, and it has to stop, too.
        await using var command = source.CreateCommand(
            "SELECT ids.id FROM unnest($1) AS ids(id) LEFT JOIN lab_runs r ON r.id = ids.id LEFT JOIN users u ON u.id = r.user_id "
                + $"WHERE ({MustStop}) IS NOT FALSE"
        );
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ids.ToArray());
        List<long> stopped = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            stopped.Add(reader.GetInt64(0));
        return stopped;
    }

    public async Task EndAsync(long id, string status, string? error, string output)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Store(id, output));
        var update = new NpgsqlBatchCommand(
            "UPDATE lab_runs SET status = $2, error = $3, ended_at = $4, server = NULL WHERE id = $1 AND status IN ($5, $6)"
        );
        update.Parameters.Add(NpgsqlDbType.Bigint, id);
        update.Parameters.Add(NpgsqlDbType.Text, status);
        update.Parameters.Add(NpgsqlDbType.Jsonb, error);
        update.Parameters.Add(NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        update.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Queued);
        update.Parameters.Add(NpgsqlDbType.Text, LabRunStatus.Running);
        batch.BatchCommands.Add(update);
        // Not the token of a request: the end is recorded even if the server is stopping.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static NpgsqlBatchCommand Store(long id, string output)
    {
        var command = new NpgsqlBatchCommand(StoreOutput);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Text, output);
        return command;
    }
}
