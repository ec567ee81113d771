using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Inserts new entries with ON CONFLICT DO NOTHING, so that an existing entry is not changed and causes no error. It notifies the workers
/// of all nodes when the transaction commits.
/// </summary>
internal sealed class OutboxInterceptor : SaveChangesInterceptor
{
    /// <summary>The PostgreSQL channel for LISTEN and NOTIFY.</summary>
    public const string Channel = "outbox";

    private const string InsertSql = $"""
        INSERT INTO outbox (kind, key, payload, state, attempts, available_at, owner_id)
        SELECT kind, key, payload, '{nameof(OutboxState.Waiting)}', 0, available_at, owner_id
        FROM unnest($1, $2, $3, $4, $5) AS added (kind, key, payload, available_at, owner_id)
        ON CONFLICT (kind, key) DO NOTHING
        """;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (OpenEventDb)eventData.Context!;
        var added = db.ChangeTracker.Entries<OutboxEntry>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0)
            return result;
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException(
                "Outbox entries can only be added in a unit of work, so that they commit with its changes."
            );
        foreach (var entry in added)
            entry.State = EntityState.Detached;
        await db.RunAsync(DirectWrites.AddOutboxEntries, () => InsertAsync(db, added.ConvertAll(e => e.Entity), cancellationToken));
        return result;
    }

    /// <summary>Inserts all entries and notifies the workers, in one round trip.</summary>
    private static async Task<int> InsertAsync(OpenEventDb db, List<OutboxEntry> entries, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), db.CurrentNpgsqlTransaction);
        var insert = new NpgsqlBatchCommand(InsertSql);
        insert.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, entries.Select(e => e.Kind).ToArray());
        insert.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, entries.Select(e => e.Key).ToArray());
        insert.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, entries.Select(e => e.Payload).ToArray());
        insert.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, entries.Select(e => e.AvailableAt).ToArray());
        insert.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, entries.Select(e => e.OwnerId).ToArray());
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT pg_notify('{Channel}', '')"));
        return await batch.ExecuteNonQueryAsync(ct);
    }
}
