namespace OpenEvent.PSLab.Protocol;

/// <summary>A command with its argument values.</summary>
public sealed record CommandRequest(Command Command, FieldValues Arguments)
{
    /// <summary>The transmission time of a byte: 1 start, 8 data and 1 stop bit at 1,000,000 baud.</summary>
    public static readonly TimeSpan TimePerByte = TimeSpan.FromMicroseconds(10);

    /// <summary>The bytes to send: group, opcode, arguments.</summary>
    /// <exception cref="BoardException">A value is outside its documented range.</exception>
    public byte[] Encode() => [Command.Group, Command.Op, .. Command.Arguments.Encode(Arguments)];

    /// <summary>
    /// The number of reply bytes, including the acknowledgement, that are certain to arrive, given the bytes <paramref name="received"/> so
    /// far. The reply is complete when this equals the number of received bytes.
    /// </summary>
    public int GetReplyLength(ReadOnlySpan<byte> received, FirmwareVersion firmware)
    {
        if (Command.LongReply is { } longReply && received.Length >= 2 && received[1] == 0)
            return longReply.GetKnownLength(received, Arguments) + 1;
        var payload = Command.Reply.GetKnownLength(received, Arguments);
        // While the length of the payload is unknown, the acknowledgement is not counted.
        return Command.HasAck(firmware) && (payload <= received.Length || HasKnownItemCounts) ? payload + 1 : payload;
    }

    /// <summary>The transmission and processing time of the command, without any margin.</summary>
    public TimeSpan GetDuration(FirmwareVersion firmware) =>
        Command.ProcessingTime(Arguments) + TimePerByte * (2 + Command.Arguments.Encode(Arguments).Length + GetReplyLength([], firmware));

    /// <summary>Decodes arguments as a board reads them, without checking their ranges.</summary>
    public static CommandRequest Decode(Command command, ReadOnlySpan<byte> arguments) => new(command, command.Arguments.Decode(arguments));

    private bool HasKnownItemCounts =>
        Command.Reply.Fields.All(f => f.Count.Terminator is null && (f.Count.Source is null || Arguments.Find(f.Count.Source) is not null));
}
