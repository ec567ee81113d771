using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The bytes of a command as the board reads them. A byte that does not arrive within 100 ms counts as 0, and the command is still
/// executed.
/// </summary>
internal sealed class CommandArguments(SerialLine line, CancellationToken ct)
{
    private static readonly TimeSpan ByteTimeout = TimeSpan.FromMilliseconds(100);

    public byte ReadByte() =>
        line.IsEnded ? (byte)0
        : line.ReadByte(ByteTimeout, ct) is var value && value < 0 ? (byte)0
        : (byte)value;

    public ushort ReadWord() => (ushort)(ReadByte() | ReadByte() << 8);

    public uint ReadLong() => ReadWord() | (uint)ReadWord() << 16;

    /// <summary>Reads all arguments of the command.</summary>
    public CommandRequest ReadRequest(Command command)
    {
        var bytes = Array.Empty<byte>();
        var count = 0;
        for (int needed; (needed = command.Arguments.GetKnownLength(bytes.AsSpan(0, count))) > count && !line.IsEnded; )
        {
            if (needed > bytes.Length)
                Array.Resize(ref bytes, Math.Max(needed, 2 * count));
            while (count < needed)
                bytes[count++] = ReadByte();
        }
        if (line.IsEnded)
            throw new OperationCanceledException("The line ended inside a command.");
        return CommandRequest.Decode(command, bytes.AsSpan(0, count));
    }
}
