namespace OpenEvent.PSLab.Protocol;

/// <summary>A board's answer: the payload's values and the acknowledgement byte, if the command has one.</summary>
public sealed record CommandReply(FieldValues Values, byte? Ack)
{
    public const byte Success = 1,
        ArgumentError = 2,
        Failed = 3,
        NackBit = 0x10;

    /// <summary>Only the lower half tells success; 3 (failed) has bit 0 set as well, so that one bit is not enough.</summary>
    public bool IsSuccess => Ack is null || (Ack & 0x0F) == Success;

    /// <summary>I2C: nobody answered.</summary>
    public bool IsNack => (Ack & NackBit) != 0;

    /// <summary>The value of a single-item field of the payload.</summary>
    public uint this[string name] => Values[name];

    /// <summary>Reads a complete reply (see <see cref="CommandRequest.GetReplyLength"/>).</summary>
    /// <exception cref="BoardException">The acknowledgement tells of an error, or bytes which no board sends: they are no answer to this request.</exception>
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
                ArgumentError => new BoardException(BoardErrorKind.Rejected, $"The board refused the arguments of {command.Name}."),
                Failed => new BoardException(BoardErrorKind.Rejected, $"The board could not carry out {command.Name}."),
                _ => new BoardException(
                    BoardErrorKind.InvalidResponse,
                    $"The board acknowledged {command.Name} with 0x{reply.Ack:X2}, which means nothing."
                ),
            };
        foreach (var field in layout.Fields)
            if (values.Find(field.Name)!.Any(v => v > field.Max))
                throw new BoardException(
                    BoardErrorKind.InvalidResponse,
                    $"The board answered {command.Name} with {field.Name} above {field.Max}."
                );
        return reply;
    }

    /// <summary>The bytes that a board sends; <paramref name="longForm"/> chooses the reply of firmware since 2021-06 where there are two.</summary>
    public byte[] Encode(CommandRequest request, FirmwareVersion firmware, bool longForm = false)
    {
        var layout = longForm && request.Command.LongReply is { } longer ? longer : request.Command.Reply;
        var payload = layout.Encode(Values, request.Arguments);
        return request.Command.HasAck(firmware) ? [.. payload, Ack ?? Success] : payload;
    }
}
