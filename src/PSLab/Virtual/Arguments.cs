using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The bytes of a command as the board reads them: one that does not come within 100 ms is 0, and the command is carried out all the same.</summary>
internal sealed class Arguments(Line line, CancellationToken ct)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public byte Byte() =>
        line.IsEnded ? (byte)0
        : line.Take(Patience, ct) is var value && value < 0 ? (byte)0
        : (byte)value;

    public ushort Word() => (ushort)(Byte() | Byte() << 8);

    public uint Long() => Word() | (uint)Word() << 16;

    /// <summary>All arguments of the command.</summary>
    public Request Read(Command command)
    {
        var bytes = Array.Empty<byte>();
        var count = 0;
        for (int needed; (needed = command.Arguments.Length(bytes.AsSpan(0, count))) > count && !line.IsEnded; )
        {
            if (needed > bytes.Length)
                Array.Resize(ref bytes, Math.Max(needed, 2 * count));
            while (count < needed)
                bytes[count++] = Byte();
        }
        if (line.IsEnded)
            throw new OperationCanceledException("The line has ended inside a command.");
        return Request.Decode(command, bytes.AsSpan(0, count));
    }
}
