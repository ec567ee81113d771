using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The board's end of the serial line. Bytes from the host arrive through <see cref="Feed"/> and leave through <c>transmit</c>.
/// </summary>
/// <param name="paced">Whether bytes take the transmission time of 1,000,000 baud in both directions, 10 µs each.</param>
/// <param name="clock">The clock of the board.</param>
public sealed class SerialLine(Action<ReadOnlyMemory<byte>> transmit, bool paced = false, TickClock? clock = null)
{
    /// <summary>The size of the processor's receive queue in bytes.</summary>
    public const int ReceiveQueueSize = 4;

    private static readonly long TicksPerByte = TickClock.ToTicks(CommandRequest.TimePerByte);

    private readonly TickClock _clock = clock ?? new TickClock(TimeProvider.System);
    private readonly object _lock = new();
    private readonly Queue<(byte[] Bytes, long Arrived)> _chunks = new();
    private int _at;
    private long _received,
        _sent;
    private volatile bool _ended;

    public bool IsEnded => _ended;

    /// <summary>The number of bytes that the board has not read yet.</summary>
    public long Waiting { get; private set; }

    /// <summary>Adds bytes from the host.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        lock (_lock)
        {
            _chunks.Enqueue((bytes.ToArray(), _clock.Now));
            Waiting += bytes.Length;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Disconnects the line: the board can neither read nor send any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Reads the next byte.</summary>
    /// <returns>-1 if no byte arrives in time or the line has ended.</returns>
    public int ReadByte(TimeSpan timeout, CancellationToken ct)
    {
        var hasNoLimit = timeout == Timeout.InfiniteTimeSpan;
        var deadline = _clock.Now + (hasNoLimit ? 0 : TickClock.ToTicks(timeout));
        byte value;
        long arrived;
        lock (_lock)
        {
            while (!TryDequeue(out value, out arrived))
            {
                ct.ThrowIfCancellationRequested();
                var remaining = deadline - _clock.Now;
                if (_ended || (!hasNoLimit && remaining <= 0))
                    return -1;
                Monitor.Wait(_lock, hasNoLimit ? Timeout.Infinite : (int)TickClock.ToTimeSpan(remaining).TotalMilliseconds + 1);
            }
        }
        if (paced)
            WaitForWire(arrived);
        return value;
    }

    /// <summary>Discards the bytes that did not fit into the receive queue while the board was busy.</summary>
    public void DiscardOverrun()
    {
        lock (_lock)
        {
            while (Waiting > ReceiveQueueSize)
            {
                var last = _chunks.Last();
                var available = _chunks.Count == 1 ? last.Bytes.Length - _at : last.Bytes.Length;
                var drop = (int)Math.Min(available, Waiting - ReceiveQueueSize);
                var kept = _chunks.ToArray()[..^1];
                _chunks.Clear();
                foreach (var chunk in kept)
                    _chunks.Enqueue(chunk);
                if (drop < available)
                    _chunks.Enqueue((last.Bytes[..^drop], last.Arrived));
                Waiting -= drop;
            }
        }
    }

    /// <summary>Sends bytes to the host. A paced line returns when the last byte was sent.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (_ended || bytes.IsEmpty)
            return;
        if (!paced)
        {
            transmit(bytes);
            return;
        }
        var start = Math.Max(_clock.Now, _sent);
        for (var done = 0; done < bytes.Length && !_ended; )
        {
            var due = (int)Math.Min(bytes.Length, (_clock.Now - start) / TicksPerByte);
            if (due > done)
                transmit(bytes[done..due]);
            done = Math.Max(done, due);
            if (bytes.Length - done > 300)
                WaitBriefly();
            else if (done < bytes.Length)
                Thread.SpinWait(20);
        }
        _sent = start + bytes.Length * TicksPerByte;
    }

    private bool TryDequeue(out byte value, out long arrived)
    {
        value = 0;
        arrived = 0;
        if (Waiting == 0 || _ended)
            return false;
        var chunk = _chunks.Peek();
        (value, arrived) = (chunk.Bytes[_at++], chunk.Arrived);
        Waiting--;
        if (_at == chunk.Bytes.Length)
        {
            _chunks.Dequeue();
            _at = 0;
        }
        return true;
    }

    /// <summary>Frees the processor for other threads while a long reply is sent: for 1 ms (100 bytes), or until the line ends.</summary>
    private void WaitBriefly()
    {
        lock (_lock)
            if (!_ended)
                Monitor.Wait(_lock, 1);
    }

    private void WaitForWire(long arrived)
    {
        _received = Math.Max(_received, arrived) + TicksPerByte;
        while (_clock.Now < _received)
            Thread.SpinWait(20);
    }
}
