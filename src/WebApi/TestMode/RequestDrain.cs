using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>Holds requests back during a reset, and waits for those that run. Thread-safe.</summary>
internal sealed class RequestGate
{
    /// <summary>How long a request waits for the end of a reset before it gets 503.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Streams go on as long as their client reads them, so they are cut.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2),
        TimeToAbort = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly HashSet<HttpContext> _running = [];
    private TaskCompletionSource? _opened;
    private TaskCompletionSource? _ended;

    /// <exception cref="RejectedException">Unavailable: a reset takes too long.</exception>
    public async Task EnterAsync(HttpContext http)
    {
        while (true)
        {
            Task opened;
            lock (_lock)
            {
                if (_opened is null)
                {
                    _running.Add(http);
                    return;
                }

                opened = _opened.Task;
            }

            await opened.WaitAsync(LongestWait, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            http.RequestAborted.ThrowIfCancellationRequested();
            if (!opened.IsCompleted)
                throw RejectedException.Unavailable("The server is being reset. Send the request again.", TimeSpan.FromSeconds(1));
        }
    }

    public void Leave(HttpContext http)
    {
        lock (_lock)
        {
            _running.Remove(http);
            if (_running.Count == 0)
                _ended?.TrySetResult();
        }
    }

    /// <summary>Lets no request in, and waits until none runs.</summary>
    /// <exception cref="RejectedException">Unavailable: a request does not end, even though its connection was closed.</exception>
    public async Task CloseAsync()
    {
        Task ended;
        lock (_lock)
        {
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.Count == 0)
                _ended.SetResult();
            ended = _ended.Task;
        }

        await WaitAsync(ended, TimeToEnd);
        if (ended.IsCompleted)
            return;
        List<HttpContext> left;
        lock (_lock)
            left = [.. _running];
        left.ForEach(http => http.Abort());
        await WaitAsync(ended, TimeToAbort);
        if (!ended.IsCompleted)
            throw RejectedException.Unavailable("A request does not end, so nothing was reset.", TimeSpan.FromSeconds(1));
    }

    public void Open()
    {
        lock (_lock)
        {
            _opened?.TrySetResult();
            (_opened, _ended) = (null, null);
        }
    }

    private static Task WaitAsync(Task task, TimeSpan limit) =>
        task.WaitAsync(limit).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
