using System.Diagnostics;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The board's end of the serial line: bytes come in by <see cref="Feed"/> and go out by <c>transmit</c>.</summary>
/// <param name="paced">Bytes take the time of 1,000,000 baud in both directions, 10 µs each.</param>
public sealed class Line(Action<ReadOnlyMemory<byte>> transmit, bool paced = false)
{
    /// <summary>The processor's receive queue.</summary>
    public const int Fifo = 4;

    private static readonly long PerByte = (long)(Request.PerByte.TotalSeconds * Stopwatch.Frequency);

    private readonly object _gate = new();
    private readonly Queue<(byte[] Bytes, long Arrived)> _chunks = new();
    private int _at;
    private long _received, _sent;
    private volatile bool _ended;

    public bool IsEnded => _ended;

    /// <summary>How many bytes wait to be read by the board.</summary>
    public long Waiting { get; private set; }

    /// <summary>Bytes from the host.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        lock (_gate)
        {
            _chunks.Enqueue((bytes.ToArray(), Stopwatch.GetTimestamp()));
            Waiting += bytes.Length;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The line is cut: the board reads nothing more from it, and nothing more leaves.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The next byte, or -1 when none comes in time or the line has ended.</summary>
    public int Take(TimeSpan patience, CancellationToken ct)
    {
        var forever = patience == Timeout.InfiniteTimeSpan;
        var deadline = Stopwatch.GetTimestamp() + (forever ? 0 : (long)(patience.TotalSeconds * Stopwatch.Frequency));
        byte value;
        long arrived;
        lock (_gate)
        {
            while (!TryTake(out value, out arrived))
            {
                ct.ThrowIfCancellationRequested();
                var left = deadline - Stopwatch.GetTimestamp();
                if (_ended || (!forever && left <= 0)) return -1;
                // In slices, as a cancellation wakes nobody here.
                Monitor.Wait(_gate, forever ? 100 : (int)Math.Clamp(left * 1000 / Stopwatch.Frequency + 1, 1, 100));
            }
        }
        if (paced) WaitForWire(arrived);
        return value;
    }

    /// <summary>The board was busy: what has come since then beyond its receive queue is lost.</summary>
    public void Overrun()
    {
        lock (_gate)
        {
            while (Waiting > Fifo)
            {
                var last = _chunks.Last();
                var available = _chunks.Count == 1 ? last.Bytes.Length - _at : last.Bytes.Length;
                var drop = (int)Math.Min(available, Waiting - Fifo);
                var kept = _chunks.ToArray()[..^1];
                _chunks.Clear();
                foreach (var chunk in kept) _chunks.Enqueue(chunk);
                if (drop < available) _chunks.Enqueue((last.Bytes[..^drop], last.Arrived));
                Waiting -= drop;
            }
        }
    }

    /// <summary>Sends bytes to the host; when paced, returns when the last of them is on its way.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (_ended || bytes.IsEmpty) return;
        if (!paced)
        {
            transmit(bytes);
            return;
        }
        var start = Math.Max(Stopwatch.GetTimestamp(), _sent);
        for (var done = 0; done < bytes.Length && !_ended;)
        {
            var due = (int)Math.Min(bytes.Length, (Stopwatch.GetTimestamp() - start) / PerByte);
            if (due > done) transmit(bytes[done..due]);
            done = Math.Max(done, due);
            if (bytes.Length - done > 300) Thread.Sleep(1);
            else if (done < bytes.Length) Thread.SpinWait(20);
        }
        _sent = start + bytes.Length * PerByte;
    }

    private bool TryTake(out byte value, out long arrived)
    {
        (value, arrived) = (0, 0);
        if (Waiting == 0 || _ended) return false;
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

    private void WaitForWire(long arrived)
    {
        _received = Math.Max(_received, arrived) + PerByte;
        while (Stopwatch.GetTimestamp() < _received) Thread.SpinWait(20);
    }
}
