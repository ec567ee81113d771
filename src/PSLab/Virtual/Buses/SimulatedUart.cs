using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The second UART. With a loopback from TX to RX it receives what it sends; otherwise it receives nothing.</summary>
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

    /// <summary>The bytes that come back while the host is connected to the UART.</summary>
    public byte[] PassThrough(byte value) => loop ? [value] : [];

    /// <summary>A missing byte reads as 0 after 100 ms, like a missing argument.</summary>
    private byte ReadNext()
    {
        if (_received.TryDequeue(out var value))
            return value;
        clock.BusyFor(ByteTimeout);
        return 0;
    }
}
