using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The second UART. With a loopback from TX to RX it receives what it sends; otherwise it receives nothing.</summary>
internal sealed class SimulatedUart(bool loop, SimulationClock clock, ScheduledSignal line)
{
    private const uint DefaultDivider = 15;

    private uint _divider = DefaultDivider,
        _mode;
    private long _free;

    private const int MaxQueueLength = 4096;
    private static readonly long ByteTimeout = TickClock.ToTicks(TimeSpan.FromMilliseconds(100));
    private readonly Queue<byte> _received = new();

    public CommandReply SetBaud(FieldValues a)
    {
        _divider = a["brg"];
        return Replies.Ok;
    }

    public CommandReply SetMode(FieldValues a)
    {
        _mode = a["mode"];
        return Replies.Ok;
    }

    public CommandReply Send(params byte[] bytes)
    {
        foreach (var value in bytes)
            Transmit(value);
        if (loop)
            foreach (var value in bytes.Where(_ => _received.Count < MaxQueueLength))
                _received.Enqueue(value);
        return Replies.Ok;
    }

    public CommandReply Status() => Replies.With("waiting", _received.Count > 0 ? 1u : 0);

    public CommandReply ReadByte() => Replies.With("byte", ReadNext());

    public CommandReply ReadWord() => Replies.With("word", ReadNext() | (uint)ReadNext() << 8);

    /// <summary>The bytes that come back while the host is connected to the UART.</summary>
    public byte[] PassThrough(byte value) => loop ? [value] : [];

    /// <summary>Schedules the levels of TX: a start bit, eight bits from the lowest on, perhaps a parity bit, and stop bits.</summary>
    private void Transmit(byte value)
    {
        var bit = 4L * (_divider + 1);
        var tick = Math.Max(clock.Now, _free);
        line.Set(tick, false);
        for (var i = 0; i < 8; i++)
            line.Set(tick += bit, (value >> i & 1) != 0);
        var isOdd = System.Numerics.BitOperations.PopCount(value) % 2 != 0;
        if ((_mode >> 1 & 3) is var parity and (1 or 2))
            line.Set(tick += bit, parity == 1 ? isOdd : !isOdd);
        line.Set(tick += bit, true);
        _free = tick + bit * (1 + (_mode & 1));
    }

    /// <summary>A missing byte reads as 0 after 100 ms, like a missing argument.</summary>
    private byte ReadNext()
    {
        if (_received.TryDequeue(out var value))
            return value;
        clock.BusyFor(ByteTimeout);
        return 0;
    }
}
