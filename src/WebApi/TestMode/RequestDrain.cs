using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>Delays new requests during a reset, and waits until running requests have ended. Thread-safe.</summary>
internal sealed class RequestDrain
{
    /// <summary>How long a request waits for the end of a reset before it gets 503.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Streams go on as long as their client reads them, so they are cut.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2),
        TimeToAbort = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly HashSet<HttpContext> _running = [];
    private TaskCompletionSource? _resumed;
    private TaskCompletionSource? _ended;

    /// <summary>Adds a request to those that run. During a reset it waits for the end of the reset.</summary>
    /// <exception cref="RejectedException">Unavailable: a reset takes too long.</exception>
    public async Task AddAsync(HttpContext http)
    {
        while (true)
        {
            Task resumed;
            lock (_lock)
            {
                if (_resumed is null)
                {
                    _running.Add(http);
                    return;
                }

                resumed = _resumed.Task;
            }

            await resumed.WaitAsync(LongestWait, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            http.RequestAborted.ThrowIfCancellationRequested();
            if (!resumed.IsCompleted)
                throw RejectedException.Unavailable("The server is being reset. Send the request again.", TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Removes a request that has ended.</summary>
    public void Remove(HttpContext http)
    {
        lock (_lock)
        {
            _running.Remove(http);
            if (_running.Count == 0)
                _ended?.TrySetResult();
        }
    }

    /// <summary>Delays new requests from now on, and waits until none runs.</summary>
    /// <exception cref="RejectedException">Unavailable: a request does not end, even though its connection was closed.</exception>
    public async Task DrainAsync()
    {
        Task ended;
        lock (_lock)
        {
            _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.Count == 0)
                _ended.SetResult();
            ended = _ended.Task;
        }

        await ended.WaitAsync(TimeToEnd).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCompleted)
            return;
        List<HttpContext> left;
        lock (_lock)
            left = [.. _running];
        left.ForEach(http => http.Abort());
        await ended.WaitAsync(TimeToAbort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCompleted)
            throw RejectedException.Unavailable("A request does not end, so nothing was reset.", TimeSpan.FromSeconds(1));
    }

    /// <summary>Lets the delayed requests run.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _resumed?.TrySetResult();
            (_resumed, _ended) = (null, null);
        }
    }
}
