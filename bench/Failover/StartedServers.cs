namespace OpenEvent.Failover;

/// <summary>What a phase has started. It is stopped, the last one first, when the phase has ended or the process is interrupted.</summary>
internal sealed class StartedServers : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _started = [];

    public T Add<T>(T started)
        where T : IAsyncDisposable
    {
        _started.Push(started);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started))
            await started.DisposeAsync();
    }
}
