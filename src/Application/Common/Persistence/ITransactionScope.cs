namespace OpenEvent.Application.Common;

/// <summary>A new transaction, or a savepoint in the open one. Disposing it without a commit rolls it back.</summary>
public interface ITransactionScope : IAsyncDisposable
{
    Task CommitAsync(CancellationToken ct);

    /// <summary>
    /// Rolls back, so that the command can be run again. A scope inside an open transaction rolls back to the savepoint at its start.
    /// </summary>
    Task RollbackAsync(CancellationToken ct);
}
