namespace OpenEvent.PSLab.Protocol;

/// <summary>A board's reply: the values of the payload and the acknowledgement byte, if the command has one.</summary>
public sealed record CommandReply(FieldValues Values, byte? Ack)
{
    public const byte Success = 1,
        ArgumentError = 2,
        Failed = 3,
        NackBit = 0x10;

    /// <summary>Only the lower half tells success. Checking bit 0 is not enough, because the code for failure, 3, has it set too.</summary>
    public bool IsSuccess => Ack is null || (Ack & 0x0F) == Success;

    /// <summary>Whether no I2C device acknowledged.</summary>
    public bool IsNack => (Ack & NackBit) != 0;

    /// <summary>The value of a payload field with one item.</summary>
    public uint this[string name] => Values[name];

    /// <summary>Decodes a complete reply (see <see cref="CommandRequest.GetReplyLength"/>).</summary>
    /// <exception cref="BoardException">The acknowledgement is an error, or the bytes are not a valid reply to this request.</exception>
    public static CommandReply Decode(CommandRequest request, ReadOnlySpan<byte> bytes, FirmwareVersion firmware)
    {
        var command = request.Command;
        var layout = command.LongReply is { } longer && bytes.Length >= 2 && bytes[1] == 0 ? longer : command.Reply;
        var hasAck = command.HasAck(firmware);
        var values = layout.Decode(hasAck ? bytes[..^1] : bytes, request.Arguments);
        var reply = new CommandReply(values, hasAck ? bytes[^1] : null);
        if (!reply.IsSuccess)
            throw (reply.Ack & 0x0F) switch
            {
                ArgumentError => new BoardException(BoardErrorKind.Rejected, $"The board rejected the arguments of {command.Name}."),
                Failed => new BoardException(BoardErrorKind.Rejected, $"The board could not execute {command.Name}."),
                _ => new BoardException(
                    BoardErrorKind.InvalidResponse,
                    $"The board acknowledged {command.Name} with the unknown code 0x{reply.Ack:X2}."
                ),
            };
        foreach (var field in layout.Fields)
            if (values.Find(field.Name)!.Any(v => v > field.Max))
                throw new BoardException(
                    BoardErrorKind.InvalidResponse,
                    $"The board answered {command.Name} with a value of {field.Name} above {field.Max}."
                );
        return reply;
    }

    /// <summary>Encodes a reply as a board sends it.</summary>
    /// <param name="longForm">Whether to use the longer reply of firmware since 2021-06, if there is one.</param>
    public byte[] Encode(CommandRequest request, FirmwareVersion firmware, bool longForm = false)
    {
        var layout = longForm && request.Command.LongReply is { } longer ? longer : request.Command.Reply;
        var payload = layout.Encode(Values, request.Arguments);
        return request.Command.HasAck(firmware) ? [.. payload, Ack ?? Success] : payload;
    }
}
