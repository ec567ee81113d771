using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The UART for other devices. With a jumper from TX to RX it hears itself; otherwise nobody answers.</summary>
internal sealed class SecondUart(bool loop, BoardClock clock)
{
    private const int Longest = 4096;
    private static readonly long Patience = DeviceClock.Ticks(TimeSpan.FromMilliseconds(100));
    private readonly Queue<byte> _received = new();

    public Reply Send(params byte[] bytes)
    {
        if (loop)
            foreach (var value in bytes.Where(_ => _received.Count < Longest))
                _received.Enqueue(value);
        return Replies.Ok;
    }

    public Reply Status() => Replies.With("waiting", _received.Count > 0 ? 1u : 0);

    public Reply ReadByte() => Replies.With("byte", Next());

    public Reply ReadWord() => Replies.With("word", Next() | (uint)Next() << 8);

    /// <summary>What an echo sends back while host and UART are connected through.</summary>
    public byte[] PassThrough(byte value) => loop ? [value] : [];

    /// <summary>A byte that is not there reads as 0 after a while, as the board's arguments do.</summary>
    private byte Next()
    {
        if (_received.TryDequeue(out var value))
            return value;
        clock.Work(Patience);
        return 0;
    }
}
