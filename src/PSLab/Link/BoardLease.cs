using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// The board for one caller: nobody else's command comes between his. Give it back by disposing it; a command that is still running when its caller
/// has gone keeps the board busy until its last byte has come.
/// </summary>
public sealed class BoardLease : IAsyncDisposable
{
    private readonly BoardLink _link;
    private Task _lastCommand = Task.CompletedTask;
    private int _disposed;

    internal BoardLease(BoardLink link) => _link = link;

    public FirmwareVersion Firmware => _link.Firmware;

    /// <summary>Grows by one whenever the board may have forgotten its settings: a new connection or a restart.</summary>
    public int Session => _link.Session;

    /// <summary>Sends a request and gives its reply.</summary>
    /// <exception cref="BoardException">There was no success; nothing of it reaches the next command.</exception>
    /// <exception cref="OperationCanceledException">The caller does not wait any more. What was sent is still carried out and its reply is discarded.</exception>
    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        ct.ThrowIfCancellationRequested();
        await _lastCommand
            .ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .ConfigureAwait(false);
        var running = _link.ExchangeAsync(request);
        _lastCommand = running;
        return await running.WaitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Waits while the board works.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken ct) =>
        time > TimeSpan.Zero ? Task.Delay(time, _link.Options.Time, ct) : Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return ValueTask.CompletedTask;
        _ = _lastCommand.ContinueWith(
            t =>
            {
                _ = t.Exception;
                _link.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return ValueTask.CompletedTask;
    }
}
