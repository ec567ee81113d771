using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The UART for other devices. With a jumper from TX to RX it hears itself; otherwise nobody answers.</summary>
internal sealed class SimulatedUart(bool loop, SimulationClock clock)
{
    private const int MaxQueueLength = 4096;
    private static readonly long ByteTimeout = TickClock.ToTicks(TimeSpan.FromMilliseconds(100));
    private readonly Queue<byte> _received = new();

    public CommandReply Send(params byte[] bytes)
    {
        if (loop)
            foreach (var value in bytes.Where(_ => _received.Count < MaxQueueLength))
                _received.Enqueue(value);
        return Replies.Ok;
    }

    public CommandReply Status() => Replies.With("waiting", _received.Count > 0 ? 1u : 0);

    public CommandReply ReadByte() => Replies.With("byte", ReadNext());

    public CommandReply ReadWord() => Replies.With("word", ReadNext() | (uint)ReadNext() << 8);

    /// <summary>What an echo sends back while host and UART are connected through.</summary>
    public byte[] PassThrough(byte value) => loop ? [value] : [];

    /// <summary>A byte that is not there reads as 0 after a while, as the board's arguments do.</summary>
    private byte ReadNext()
    {
        if (_received.TryDequeue(out var value))
            return value;
        clock.BusyFor(ByteTimeout);
        return 0;
    }
}
