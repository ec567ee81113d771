namespace OpenEvent.PSLab.Link;

/// <summary>
/// Reads a stream from its opening to its end, so that a read is always posted before anything is written, and keeps the bytes until somebody takes
/// them. It owns the stream: once the stream has failed nothing is written to it again.
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
        (_stream, _time) = (stream, time);
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

    /// <summary>All bytes that ever came: it tells whether the line is quiet.</summary>
    public long Received
    {
        get
        {
            lock (_lock)
                return _received;
        }
    }

    /// <summary>Runs <paramref name="read"/> over the bytes that have come, without taking them.</summary>
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

    /// <summary>Completes when <paramref name="count"/> bytes are there.</summary>
    /// <exception cref="TimeoutException"/>
    /// <exception cref="IOException">The stream has ended.</exception>
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

    /// <summary>One write for all bytes: the board sees no gap inside a command.</summary>
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
            throw new IOException("The port does not take any bytes.", e);
        }
    }

    /// <summary>Never touches the stream again but for closing it, in the background: closing a serial port whose device is gone can block for good.</summary>
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
                    throw new EndOfStreamException("The board hung up.");
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
                var room = held + bytes.Length <= _bytes.Length ? _bytes : new byte[Math.Max(_bytes.Length * 2, held + bytes.Length)];
                _bytes.AsSpan(_start, held).CopyTo(room);
                (_bytes, _start, _end) = (room, 0, held);
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

    private void Fail(Exception fault)
    {
        lock (_lock)
        {
            _failure ??= fault;
            _awaiter?.TrySetException(new IOException("The port is closed.", _failure));
            _awaiter = null;
        }
    }
}
