using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Records runs in the tables <c>lab_runs</c> and <c>lab_run_outputs</c>. It uses connections of its own, because a run outlives the
/// request that started it. An end that is recorded stays: a server that took a killed one's run for interrupted is not overruled.
/// </summary>
internal sealed class PostgresRunLog(NpgsqlDataSource source, TimeProvider clock) : IRunLog
{
    private const string StoreOutput =
        "INSERT INTO lab_run_outputs (run_id, content) SELECT id, $2 FROM lab_runs WHERE id = $1 "
        + "ON CONFLICT (run_id) DO UPDATE SET content = excluded.content";

    public string Server { get; } = CallOwner.Own.ToString();

    public async Task BeginAsync(long id, DeviceInfo? device, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "UPDATE lab_runs SET status = $2, started_at = $3, server = $4, board = $5, firmware = $6 WHERE id = $1"
        );
        Add(command.Parameters, NpgsqlDbType.Bigint, id);
        Add(command.Parameters, NpgsqlDbType.Text, LabRunStatus.Running);
        Add(command.Parameters, NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        Add(command.Parameters, NpgsqlDbType.Text, Server);
        Add(command.Parameters, NpgsqlDbType.Text, device?.Board);
        Add(command.Parameters, NpgsqlDbType.Text, device?.Firmware);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<bool> SaveAsync(long id, string? output, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        if (output is not null)
            batch.BatchCommands.Add(Store(id, output));
        var select = new NpgsqlBatchCommand("SELECT is_stop_requested FROM lab_runs WHERE id = $1");
        Add(select.Parameters, NpgsqlDbType.Bigint, id);
        batch.BatchCommands.Add(select);
        return await batch.ExecuteScalarAsync(ct) is true;
    }

    public async Task EndAsync(long id, string status, string? error, string output)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Store(id, output));
        var update = new NpgsqlBatchCommand(
            "UPDATE lab_runs SET status = $2, error = $3, ended_at = $4, server = NULL WHERE id = $1 AND status IN ($5, $6)"
        );
        Add(update.Parameters, NpgsqlDbType.Bigint, id);
        Add(update.Parameters, NpgsqlDbType.Text, status);
        Add(update.Parameters, NpgsqlDbType.Jsonb, error);
        Add(update.Parameters, NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        Add(update.Parameters, NpgsqlDbType.Text, LabRunStatus.Queued);
        Add(update.Parameters, NpgsqlDbType.Text, LabRunStatus.Running);
        batch.BatchCommands.Add(update);
        // Not the token of a request: the end is recorded even if the server is stopping.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static NpgsqlBatchCommand Store(long id, string output)
    {
        var command = new NpgsqlBatchCommand(StoreOutput);
        Add(command.Parameters, NpgsqlDbType.Bigint, id);
        Add(command.Parameters, NpgsqlDbType.Text, output);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, NpgsqlDbType type, object? value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
