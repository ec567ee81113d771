using Microsoft.EntityFrameworkCore.Storage;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>A transaction that this unit of work begins and ends.</summary>
internal sealed class RootTransaction(IDbContextTransaction transaction) : ITransactionScope
{
    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public Task RollbackAsync(CancellationToken ct) => transaction.RollbackAsync(ct);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}

/// <summary>
/// A part of an outer transaction: that of a request with an <c>Idempotency-Key</c>. Rolling back returns to the savepoint of the claim.
/// </summary>
internal sealed class NestedTransaction(IDbContextTransaction transaction) : ITransactionScope
{
    public Task CommitAsync(CancellationToken ct) => Task.CompletedTask;

    public Task RollbackAsync(CancellationToken ct) => transaction.RollbackToSavepointAsync(PostgresIdempotency.Savepoint, ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
