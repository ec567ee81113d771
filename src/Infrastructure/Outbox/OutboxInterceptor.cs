using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        var waiting = nameof(OutboxState.Waiting);
        foreach (var entry in added)
        {
            var e = entry.Entity;
            entry.State = EntityState.Detached;
            await db.RunAsync(DirectWrites.AddOutboxEntries, () => db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO outbox (kind, key, payload, state, attempts, available_at, owner_id)
                    VALUES ({e.Kind}, {e.Key}, {e.Payload}::jsonb, {waiting}, 0, {e.AvailableAt}, {e.OwnerId})
                    ON CONFLICT (kind, key) DO NOTHING
                    """,
                    cancellationToken
                ));
        }

        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, '')", cancellationToken);
        return result;
    }
}
