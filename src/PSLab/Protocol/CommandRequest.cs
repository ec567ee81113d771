namespace OpenEvent.PSLab.Protocol;

/// <summary>A command with its argument values.</summary>
public sealed record CommandRequest(Command Command, FieldValues Arguments)
{
    /// <summary>The wire: 1 start, 8 data, 1 stop bit at 1,000,000 baud.</summary>
    public static readonly TimeSpan TimePerByte = TimeSpan.FromMicroseconds(10);

    /// <summary>The bytes to send: group, opcode, arguments.</summary>
    /// <exception cref="BoardException">A value is out of the range that the device documents.</exception>
    public byte[] Encode() => [Command.Group, Command.Op, .. Command.Arguments.Encode(Arguments)];

    /// <summary>
    /// How many reply bytes (acknowledgement included) are known to come after <paramref name="received"/> were seen: equal to their number when the
    /// reply is complete.
    /// </summary>
    public int GetReplyLength(ReadOnlySpan<byte> received, FirmwareVersion firmware)
    {
        if (Command.LongReply is { } longReply && received.Length >= 2 && received[1] == 0)
            return longReply.GetKnownLength(received, Arguments) + 1;
        var payload = Command.Reply.GetKnownLength(received, Arguments);
        // A payload whose end is not known yet can have no acknowledgement yet.
        return Command.HasAck(firmware) && (payload <= received.Length || HasKnownItemCounts) ? payload + 1 : payload;
    }

    /// <summary>How long the wire and the board itself need for it, without any margin.</summary>
    public TimeSpan GetDuration(FirmwareVersion firmware) =>
        Command.ProcessingTime(Arguments) + TimePerByte * (2 + Command.Arguments.Encode(Arguments).Length + GetReplyLength([], firmware));

    /// <summary>The arguments that a board read, in range or not.</summary>
    public static CommandRequest Decode(Command command, ReadOnlySpan<byte> arguments) => new(command, command.Arguments.Decode(arguments));

    private bool HasKnownItemCounts =>
        Command.Reply.Fields.All(f => f.Count.Terminator is null && (f.Count.Source is null || Arguments.Find(f.Count.Source) is not null));
}
