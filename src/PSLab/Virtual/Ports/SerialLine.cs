using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The board's end of the serial line: bytes come in by <see cref="Feed"/> and go out by <c>transmit</c>.</summary>
/// <param name="paced">Bytes take the time of 1,000,000 baud in both directions, 10 µs each.</param>
/// <param name="clock">The board's.</param>
public sealed class SerialLine(Action<ReadOnlyMemory<byte>> transmit, bool paced = false, TickClock? clock = null)
{
    /// <summary>The processor's receive queue.</summary>
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

    /// <summary>How many bytes wait to be read by the board.</summary>
    public long Waiting { get; private set; }

    /// <summary>Bytes from the host.</summary>
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

    /// <summary>The line is cut: the board reads nothing more from it, and nothing more leaves.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>The next byte, or -1 when none comes in time or the line has ended.</summary>
    public int ReadByte(TimeSpan patience, CancellationToken ct)
    {
        var forever = patience == Timeout.InfiniteTimeSpan;
        var deadline = _clock.Now + (forever ? 0 : TickClock.ToTicks(patience));
        byte value;
        long arrived;
        lock (_lock)
        {
            while (!TryDequeue(out value, out arrived))
            {
                ct.ThrowIfCancellationRequested();
                var left = deadline - _clock.Now;
                if (_ended || (!forever && left <= 0))
                    return -1;
                Monitor.Wait(_lock, forever ? Timeout.Infinite : (int)TickClock.ToTimeSpan(left).TotalMilliseconds + 1);
            }
        }
        if (paced)
            WaitForWire(arrived);
        return value;
    }

    /// <summary>The board was busy: what has come since then beyond its receive queue is lost.</summary>
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

    /// <summary>Sends bytes to the host; when paced, returns when the last of them is on its way.</summary>
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
        (value, arrived) = (0, 0);
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

    /// <summary>The processor is free for others while a long answer is on the wire: a millisecond, in which 100 bytes leave, or until the line is cut.</summary>
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
