namespace OpenEvent.Application.Common;

/// <summary>A transaction of ours, or a part of one that is already open. Disposed without a commit, it is undone.</summary>
public interface IWork : IAsyncDisposable
{
    Task CommitAsync(CancellationToken ct);
}
