namespace OpenEvent.PSLab.Link;

/// <summary>
/// Reads a stream continuously and keeps the bytes until they are taken. A read is always pending before anything is written. It owns the
/// stream, and never writes to it again after a failure.
/// </summary>
internal sealed class ReceiveQueue
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private byte[] _bytes = new byte[4096];
    private int _start,
        _end;
    private long _received;
    private int _awaitedCount;
    private TaskCompletionSource? _awaiter;
    private Exception? _failure;
    private int _closed;

    public ReceiveQueue(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
        _ = ReadAsync();
    }

    public bool HasFailed => _failure is not null;

    public int Available
    {
        get
        {
            lock (_lock)
                return _end - _start;
        }
    }

    /// <summary>The number of all bytes received so far. If it does not change, the line is quiet.</summary>
    public long Received
    {
        get
        {
            lock (_lock)
                return _received;
        }
    }

    /// <summary>Calls <paramref name="read"/> with the received bytes, without taking them.</summary>
    public T Peek<T>(Func<ReadOnlySpan<byte>, T> read)
    {
        lock (_lock)
            return read(_bytes.AsSpan(_start, _end - _start));
    }

    public byte[] Take(int count)
    {
        lock (_lock)
        {
            var taken = _bytes.AsSpan(_start, count).ToArray();
            _start += count;
            if (_start == _end)
                _start = _end = 0;
            return taken;
        }
    }

    public void Discard()
    {
        lock (_lock)
            _start = _end = 0;
    }

    /// <summary>Completes when <paramref name="count"/> bytes are available.</summary>
    /// <exception cref="TimeoutException">They did not arrive within <paramref name="limit"/>.</exception>
    /// <exception cref="IOException">The stream has failed or ended.</exception>
    public async Task WaitAsync(int count, TimeSpan limit)
    {
        Task waiting;
        lock (_lock)
        {
            if (_end - _start >= count)
                return;
            if (_failure is not null)
                throw new IOException("The port is closed.", _failure);
            if (limit <= TimeSpan.Zero)
                throw new TimeoutException();
            _awaitedCount = count;
            _awaiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _awaiter.Task;
        }
        await waiting.WaitAsync(limit, _time).ConfigureAwait(false);
    }

    /// <summary>Writes all bytes at once, so that the board sees no gap inside a command.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit)
    {
        if (_failure is not null)
            throw new IOException("The port is closed.", _failure);
        try
        {
            var write = _stream.WriteAsync(bytes);
            if (!write.IsCompletedSuccessfully)
                await write.AsTask().WaitAsync(limit, _time).ConfigureAwait(false);
            var flush = _stream.FlushAsync();
            if (!flush.IsCompletedSuccessfully)
                await flush.WaitAsync(limit, _time).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(e);
            throw new IOException("The port does not accept data.", e);
        }
    }

    /// <summary>
    /// Closes the stream in the background, because closing a serial port whose device was removed can block without end.
    /// </summary>
    public Task CloseInBackgroundAsync()
    {
        Fail(new ObjectDisposedException(nameof(ReceiveQueue)));
        if (Interlocked.Exchange(ref _closed, 1) == 1)
            return Task.CompletedTask;
        var closing = Task.Factory.StartNew(
            _stream.Dispose,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return closing
            .WaitAsync(CloseTimeout, _time)
            .ContinueWith(
                t => _ = t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }

    private async Task ReadAsync()
    {
        await Task.Yield(); // the first read of some streams blocks
        var chunk = new byte[4096];
        try
        {
            while (_failure is null)
            {
                var count = await _stream.ReadAsync(chunk).ConfigureAwait(false);
                if (count == 0)
                    throw new EndOfStreamException("The connection to the board was closed.");
                Append(chunk.AsSpan(0, count));
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_end + bytes.Length > _bytes.Length)
            {
                var held = _end - _start;
                var target = held + bytes.Length <= _bytes.Length ? _bytes : new byte[Math.Max(_bytes.Length * 2, held + bytes.Length)];
                _bytes.AsSpan(_start, held).CopyTo(target);
                _bytes = target;
                _start = 0;
                _end = held;
            }
            bytes.CopyTo(_bytes.AsSpan(_end));
            _end += bytes.Length;
            _received += bytes.Length;
            if (_awaiter is null || _end - _start < _awaitedCount)
                return;
            _awaiter.TrySetResult();
            _awaiter = null;
        }
    }

    private void Fail(Exception exception)
    {
        lock (_lock)
        {
            _failure ??= exception;
            _awaiter?.TrySetException(new IOException("The port is closed.", _failure));
            _awaiter = null;
        }
    }
}
