using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Counts orders that change their status, and attempts to deliver e-mails, after their transaction has committed. New checkouts bypass the
/// change tracker and are not counted: the duration of their requests is.
/// </summary>
internal sealed class OutcomeInterceptor(OutcomeMetrics metrics)
{
    private readonly ConditionalWeakTable<DbContext, Outcomes> _uncommitted = [];

    public IInterceptor OfSaves => new Saves(this);

    public IInterceptor OfStatements => new Statements(this);

    public IInterceptor OfTransactions => new Transactions(this);

    private void Collect(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<Order>())
            if (entry.State == EntityState.Added || IsChanged(entry, nameof(Order.Status)))
                Add(_uncommitted.GetOrCreateValue(db).Orders, entry.Entity.Status, 1);
        foreach (var entry in db.ChangeTracker.Entries<Domain.Notifications.Mail>())
            if (
                entry.State == EntityState.Added
                || IsChanged(entry, nameof(Domain.Notifications.Mail.State))
                || IsChanged(entry, nameof(Domain.Notifications.Mail.Attempts))
            )
                Add(_uncommitted.GetOrCreateValue(db).Emails, entry.Entity.State, 1);
    }

    /// <summary>Counts the outcomes of a transaction that has committed. Transactions that EF commits need no call.</summary>
    public void Count(DbContext? db)
    {
        if (db is null || !_uncommitted.TryGetValue(db, out var outcomes))
            return;
        _uncommitted.Remove(db);
        foreach (var (status, count) in outcomes.Orders)
            metrics.Orders.Add(status, count);
        foreach (var (state, count) in outcomes.Emails)
            metrics.Emails.Add(state, count);
    }

    private static bool IsChanged(EntityEntry entry, string member) =>
        entry.State == EntityState.Modified && entry.Property(member).IsModified;

    private static void Add<T>(Dictionary<T, long> counts, T key, long count)
        where T : struct, Enum => counts[key] = counts.GetValueOrDefault(key) + count;

    private sealed class Outcomes
    {
        public Dictionary<OrderStatus, long> Orders { get; } = [];

        public Dictionary<MailState, long> Emails { get; } = [];
    }

    private sealed class Saves(OutcomeInterceptor owner) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            owner.Collect(eventData.Context!);
            return ValueTask.FromResult(result);
        }

        public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            owner._uncommitted.Remove(eventData.Context!);
            return Task.CompletedTask;
        }

        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        )
        {
            if (eventData.Context!.Database.CurrentTransaction is null)
                owner.Count(eventData.Context);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Statements(OutcomeInterceptor owner) : DbCommandInterceptor
    {
        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        )
        {
            if (result > 0 && eventData.Context is OpenEventDb db && db.RunningWrite == DirectWrites.ExpireOrders)
                Add(owner._uncommitted.GetOrCreateValue(db).Orders, OrderStatus.Expired, result);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Transactions(OutcomeInterceptor owner) : DbTransactionInterceptor
    {
        /// <summary>A transaction that was disposed of without an end leaves its outcomes to the next user of the pooled context.</summary>
        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection,
            TransactionEndEventData eventData,
            DbTransaction result,
            CancellationToken cancellationToken = default
        )
        {
            await DropAsync(eventData.Context);
            return result;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            owner.Count(eventData.Context);
            return Task.CompletedTask;
        }

        public override Task TransactionRolledBackAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => DropAsync(eventData.Context);

        /// <summary>A request with an idempotency key is rolled back to the savepoint of its claim.</summary>
        public override Task RolledBackToSavepointAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            CancellationToken cancellationToken = default
        ) => DropAsync(eventData.Context);

        private Task DropAsync(DbContext? db)
        {
            if (db is not null)
                owner._uncommitted.Remove(db);
            return Task.CompletedTask;
        }
    }
}
