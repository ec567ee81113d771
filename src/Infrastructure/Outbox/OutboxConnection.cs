using System.Data;
using Npgsql;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// The worker's connection. It finds due entries, is notified of new ones (LISTEN), and holds an advisory lock for each entry that is being
/// processed. The lock needs no open transaction during network calls. PostgreSQL releases it when the process ends, so other nodes
/// continue the work of a killed node.
/// </summary>
internal sealed class OutboxConnection : IAsyncDisposable
{
    /// <summary>The first key of the advisory locks. It separates them from other advisory locks in the database.</summary>
    private const int LockClass = 0x0B0C;

    /// <summary>Run at the start: this server may know what an older one did not.</summary>
    internal const string ReleaseQuarantinedSql =
        "UPDATE outbox SET state = 'Waiting', attempts = 0, interruptions = 0, started_at = NULL, available_at = now() "
        + "WHERE state = 'Quarantined'";

    /// <summary>
    /// The kinds come from a recursive query that reads one index entry for each kind, and the entries of each kind from a range of the
    /// same index. So the cost does not depend on how many entries another kind has waiting. Other nodes hold the locks of some of the 64.
    /// </summary>
    private const string FindDueSql = """
        WITH RECURSIVE kinds AS (
            (SELECT kind FROM outbox WHERE state = 'Waiting' ORDER BY kind LIMIT 1)
            UNION ALL
            SELECT (SELECT o.kind FROM outbox AS o WHERE o.state = 'Waiting' AND o.kind > kinds.kind ORDER BY o.kind LIMIT 1)
            FROM kinds WHERE kinds.kind IS NOT NULL
        )
        SELECT due.id, kinds.kind, due.owner_id, due.attempts, due.started_at, due.interruptions
        FROM kinds CROSS JOIN LATERAL (
            SELECT o.id, o.available_at, o.owner_id, o.attempts, o.started_at, o.interruptions FROM outbox AS o
            WHERE o.state = 'Waiting' AND o.kind = kinds.kind AND o.available_at <= $1 AND o.id <> ALL ($2)
                AND (o.started_at IS NULL OR NOT $4)
                AND (o.owner_id IS NULL OR NOT EXISTS (
                    SELECT FROM unnest($5, $6) AS waiting (kind, owner_id)
                    WHERE waiting.kind = o.kind AND waiting.owner_id = o.owner_id
                ))
            ORDER BY o.available_at, o.id LIMIT 64
        ) AS due
        WHERE kinds.kind <> ALL ($3) AND kinds.kind = ANY ($7)
        ORDER BY due.available_at, due.id
        """;

    private readonly NpgsqlConnection _connection;

    /// <summary>A notification can arrive with the answer to any statement.</summary>
    private bool _isNotified;

    private OutboxConnection(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notification += (_, _) => _isNotified = true;
    }

    public static async Task<OutboxConnection> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = new OutboxConnection(await source.OpenConnectionAsync(ct));
        try
        {
            await connection.ExecuteAsync(ReleaseQuarantinedSql, ct);
            await connection.ExecuteAsync($"LISTEN {OutboxInterceptor.Channel}", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <param name="known">The kinds to look for. An older node leaves the kinds of a newer one as they are.</param>
    /// <param name="unknown">Entries of these kinds that this node does not know how to process.</param>
    /// <param name="lanes">What this node processes, and so does not look for.</param>
    public async Task<List<DueEntry>> FindDueAsync(
        DateTimeOffset now,
        string[] known,
        long[] unknown,
        OutboxLanes lanes,
        CancellationToken ct
    )
    {
        _isNotified = false;
        var owners = lanes.WaitingOwners;
        await using var command = new NpgsqlCommand(FindDueSql, _connection);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue((long[])[.. lanes.RunningIds, .. unknown]);
        command.Parameters.AddWithValue(lanes.FullKinds);
        command.Parameters.AddWithValue(lanes.IsInterruptedRunning);
        command.Parameters.AddWithValue(owners.Select(o => o.Kind).ToArray());
        command.Parameters.AddWithValue(owners.Select(o => o.OwnerId).ToArray());
        command.Parameters.AddWithValue(known);
        List<DueEntry> due = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            due.Add(
                new DueEntry(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    await reader.IsDBNullAsync(2, ct) ? null : reader.GetInt64(2),
                    reader.GetInt32(3),
                    await reader.IsDBNullAsync(4, ct) ? null : reader.GetFieldValue<DateTimeOffset>(4),
                    reader.GetInt32(5)
                )
            );
        return due;
    }

    public async Task<bool> TryLockAsync(long id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockClass}, $1)", _connection);
        command.Parameters.AddWithValue(ToLockKey(id));
        return await command.ExecuteScalarAsync(ct) is true;
    }

    public async Task UnlockAsync(long[] ids)
    {
        if (ids.Length == 0)
            return;
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockClass}, key) FROM unnest($1) AS key", _connection);
        command.Parameters.AddWithValue(ids.Select(ToLockKey).ToArray());
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Waits for a new entry, for the end of <paramref name="interval"/>, or until cancelled; then it returns.</summary>
    public async Task WaitAsync(TimeSpan interval, CancellationToken ct)
    {
        if (_isNotified)
            return;
        try
        {
            await _connection.WaitAsync(interval, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Waiting sends nothing, so the connection can be used afterwards.
        }
    }

    /// <summary>The pool does not reset connections, so LISTEN ends and the advisory locks are released here.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection.State == ConnectionState.Open)
                await ExecuteAsync("UNLISTEN *; SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    private static int ToLockKey(long id) => (int)(id & 0x7FFFFFFF);

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
