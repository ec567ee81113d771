using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// The board for one caller: nobody else's command comes between his. Give it back by disposing it; a command that is still running when its caller
/// has gone keeps the board busy until its last byte has come.
/// </summary>
public sealed class Conversation : IAsyncDisposable
{
    private readonly BoardLink _link;
    private Task _last = Task.CompletedTask;
    private int _ended;

    internal Conversation(BoardLink link) => _link = link;

    public Firmware Firmware => _link.Firmware;

    /// <summary>Grows by one whenever the board may have forgotten its settings: a new connection or a restart.</summary>
    public int Session => _link.Session;

    /// <summary>Sends a request and gives its reply.</summary>
    /// <exception cref="BoardFault">There was no success; nothing of it reaches the next command.</exception>
    /// <exception cref="OperationCanceledException">The caller does not wait any more. What was sent is still carried out and its reply is discarded.</exception>
    public async Task<Reply> AskAsync(Request request, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_ended != 0, this);
        ct.ThrowIfCancellationRequested();
        await _last
            .ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .ConfigureAwait(false);
        var running = _link.ExchangeAsync(request);
        _last = running;
        return await running.WaitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Waits while the board works.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken ct) =>
        time > TimeSpan.Zero ? Task.Delay(time, _link.Options.Time, ct) : Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
            return ValueTask.CompletedTask;
        _ = _last.ContinueWith(
            t =>
            {
                _ = t.Exception;
                _link.EndTurn();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return ValueTask.CompletedTask;
    }
}
