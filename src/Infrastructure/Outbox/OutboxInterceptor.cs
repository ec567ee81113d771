using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Inserts new entries by a statement of their own: one that is there already is left alone and fails nothing, and the workers of all nodes are told when
/// the transaction commits.
/// </summary>
internal sealed class OutboxInterceptor : SaveChangesInterceptor
{
    /// <summary>The channel of LISTEN and NOTIFY.</summary>
    public const string Channel = "outbox";

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = eventData.Context!;
        var added = db.ChangeTracker.Entries<OutboxEntry>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0)
            return result;
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException(
                "The outbox is written in a unit of work only: its entries commit with what they follow from."
            );
        foreach (var entry in added)
        {
            var e = entry.Entity;
            entry.State = EntityState.Detached;
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ({e.Kind}, {e.Key}, {e.Payload}::jsonb, {nameof(
                    OutboxState.Waiting
                )}, 0, {e.AvailableAt})
                ON CONFLICT (kind, key) DO NOTHING
                """,
                cancellationToken
            );
        }

        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, '')", cancellationToken);
        return result;
    }
}
