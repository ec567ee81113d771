using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Tells the nodes which commits visitors must not miss: this node when the commit returns, the others by a notification of the same
/// transaction. Statements that bypass the change tracker tell nothing; their effect is seen when the answers are a second old.
/// </summary>
internal sealed class VisitorCacheInterceptor(ResourceCatalog catalog, VisitorChanges changes)
{
    /// <summary>The PostgreSQL channel. A notification names the ids of events, or "*" for all.</summary>
    public const string Channel = "visitor_cache";

    /// <summary>A payload has at most 8,000 bytes: https://www.postgresql.org/docs/current/sql-notify.html.</summary>
    private const int MaxNamedEvents = 300;

    private readonly HashSet<Type> _types = [.. catalog.All.Where(r => r.IsSharedWithVisitors).Select(r => r.EntityType)];

    private readonly ConditionalWeakTable<DbContext, HashSet<long>> _changed = [];

    public IInterceptor OfSaves => new Saves(this);

    public IInterceptor OfTransactions => new Transactions(this);

    private async Task CollectAsync(DbContext db, CancellationToken ct)
    {
        if (!changes.AreWatched)
            return;
        List<Entity> rows =
        [
            .. db
                .ChangeTracker.Entries()
                .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && IsShown(e))
                .Select(e => (Entity)e.Entity),
        ];
        if (rows.Count == 0)
            return;
        var ids = rows.Select(EventIdOf).Where(id => id > 0).ToHashSet();
        if (db.Database.CurrentTransaction is not null)
        {
            var payload = ids.Count > MaxNamedEvents ? "*" : string.Join(',', ids);
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {payload})", ct);
        }

        var changed = _changed.GetOrCreateValue(db);
        changed.UnionWith(ids);
    }

    /// <summary>The transaction of a context was committed. A commit that does not go through EF calls it by itself.</summary>
    public async Task ApplyAsync(DbContext? db)
    {
        if (db is null || !_changed.TryGetValue(db, out var ids))
            return;
        _changed.Remove(db);
        await changes.ApplyAsync(ids, CancellationToken.None);
    }

    private bool IsShown(EntityEntry entry) => _types.Contains(entry.Metadata.ClrType);

    private static long EventIdOf(Entity row) =>
        row switch
        {
            Event e => e.Id,
            IEventContent content => content.EventId,
            _ => 0,
        };

    private sealed class Saves(VisitorCacheInterceptor owner) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            await owner.CollectAsync(eventData.Context!, cancellationToken);
            return result;
        }

        public override async ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        )
        {
            if (eventData.Context!.Database.CurrentTransaction is null)
                await owner.ApplyAsync(eventData.Context);
            return result;
        }
    }

    private sealed class Transactions(VisitorCacheInterceptor owner) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => owner.ApplyAsync(eventData.Context);

        public override Task TransactionRolledBackAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            if (eventData.Context is { } db)
                owner._changed.Remove(db);
            return Task.CompletedTask;
        }
    }
}
