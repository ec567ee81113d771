using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// Exclusive use of the board by one caller: no other caller's command runs in between. Dispose it to release the board. A command that is
/// still running then keeps the board busy until its reply is complete.
/// </summary>
public sealed class BoardLease : IAsyncDisposable
{
    private readonly BoardLink _link;
    private Task _lastCommand = Task.CompletedTask;
    private int _disposed;

    internal BoardLease(BoardLink link) => _link = link;

    public FirmwareVersion Firmware => _link.Firmware;

    /// <summary>Increases when the board may have lost its settings: after a new connection or a restart.</summary>
    public int Session => _link.Session;

    /// <summary>Sends a request and returns its reply.</summary>
    /// <exception cref="BoardException">The command failed. The failure does not affect the next command.</exception>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled. A command that was sent still runs, and its reply is discarded.
    /// </exception>
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

    /// <summary>Waits while the board works, without sending anything.</summary>
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
