namespace OpenEvent.Application.Common;

/// <summary>A transaction of ours, or a part of one that is already open. Disposed without a commit, it is undone.</summary>
public interface IWork : IAsyncDisposable
{
    Task CommitAsync(CancellationToken ct);

    /// <summary>Takes back what was done, so that it can be tried again: in a transaction that is somebody else's, to where the request began.</summary>
    Task UndoAsync(CancellationToken ct);
}
