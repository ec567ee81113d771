namespace OpenEvent.Application.Common;

/// <summary>A transaction of ours, or a part of one that is already open. Disposed without a commit, it is undone.</summary>
public interface ITransactionScope : IAsyncDisposable
{
    Task CommitAsync(CancellationToken ct);

    /// <summary>Takes back what was done, so that it can be tried again: in a transaction that is somebody else's, to where the request began.</summary>
    Task RollbackAsync(CancellationToken ct);
}
