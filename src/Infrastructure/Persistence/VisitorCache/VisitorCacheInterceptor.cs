using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Tells the nodes which commits visitors must not miss: this node when the commit returns, the others by a notification of the same
/// transaction. Statements that bypass the change tracker tell it if they say so (<see cref="DirectWrite.IsSeenByVisitors"/>).
/// </summary>
internal sealed class VisitorCacheInterceptor(ResourceCatalog catalog, VisitorChanges changes)
{
    /// <summary>The PostgreSQL channel. A notification names the ids of events, or "*" for all.</summary>
    public const string Channel = "visitor_cache";

    /// <summary>A payload has at most 8,000 bytes: https://www.postgresql.org/docs/current/sql-notify.html.</summary>
    private const int MaxNamedEvents = 300;

    /// <summary>The payload for changes of rows of an event that is not known.</summary>
    public const string AllEvents = "*";

    private readonly HashSet<Type> _types = [.. catalog.All.SelectMany(FindTypes)];

    private readonly ConditionalWeakTable<DbContext, HashSet<long>> _changed = [];

    public IInterceptor OfSaves => new Saves(this);

    public IInterceptor OfTransactions => new Transactions(this);

    /// <summary>Tells the nodes of a change, when the transaction is committed, or at once if none is open.</summary>
    /// <param name="payload">The ids of the events, or <see cref="AllEvents"/>.</param>
    public static Task NotifyAsync(OpenEventDb db, string payload, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {payload})", ct);

    private async Task CollectAsync(OpenEventDb db, CancellationToken ct)
    {
        if (!changes.AreWatched)
            return;
        List<EntityEntry> rows =
        [
            .. db
                .ChangeTracker.Entries()
                .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && IsShown(e)),
        ];
        if (rows.Count == 0)
            return;
        var eventIds = rows.Select(EventIdOf).ToHashSet();
        db.HasChangedSharedRows |= eventIds.Remove(null);
        var ids = eventIds.OfType<long>().Where(id => id > 0).ToList();
        if (db.Database.CurrentTransaction is not null)
            await NotifyAsync(db, db.HasChangedSharedRows || ids.Count > MaxNamedEvents ? AllEvents : string.Join(',', ids), ct);
        _changed.GetOrCreateValue(db).UnionWith(ids);
    }

    /// <summary>The transaction of a context was committed. A commit that does not go through EF calls it by itself.</summary>
    public async Task ApplyAsync(DbContext? context)
    {
        if (context is not OpenEventDb db)
            return;
        var (isAny, ids) = (db.HasChangedSharedRows, _changed.TryGetValue(db, out var found) ? found : null);
        Forget(db);
        if (isAny || ids is not null)
            await changes.ApplyAsync(isAny ? null : ids, CancellationToken.None);
    }

    private void Forget(OpenEventDb db)
    {
        db.HasChangedSharedRows = false;
        _changed.Remove(db);
    }

    private bool IsShown(EntityEntry entry) => _types.Contains(entry.Metadata.ClrType);

    /// <summary>
    /// Types whose rows decide what visitors read: the shared ones, their links, and types that are linked with them: an access code shows
    /// tickets.
    /// </summary>
    private static IEnumerable<Type> FindTypes(Resource resource)
    {
        if (resource.IsSharedWithVisitors)
            yield return resource.EntityType;
        foreach (var links in resource.AllRelationships.Where(r => r.JoinType is not null))
            if (resource.IsSharedWithVisitors || links.TargetResource is { IsSharedWithVisitors: true })
            {
                yield return links.JoinType!;
                yield return resource.EntityType;
            }
    }

    /// <returns>0: the row is of no event. Null: it is a link of rows that are not loaded.</returns>
    private static long? EventIdOf(EntityEntry entry) =>
        entry.Entity switch
        {
            Event e => e.Id,
            IEventContent content => content.EventId,
            Entity => 0,
            _ => entry.References.Select(r => r.CurrentValue).OfType<IEventContent>().FirstOrDefault()?.EventId,
        };

    private sealed class Saves(VisitorCacheInterceptor owner) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            await owner.CollectAsync((OpenEventDb)eventData.Context!, cancellationToken);
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
            if (eventData.Context is OpenEventDb db)
                owner.Forget(db);
            return Task.CompletedTask;
        }
    }
}
