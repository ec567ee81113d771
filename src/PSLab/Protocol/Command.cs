namespace OpenEvent.PSLab.Protocol;

/// <summary>When a command's last reply byte is an acknowledgement.</summary>
public enum AckRule
{
    /// <summary>After the payload, always.</summary>
    Last,

    /// <summary>Never: the payload, if there is one, is all.</summary>
    Never,

    /// <summary>From firmware before 3 only; since then the command is silent.</summary>
    BeforeFirmware3,
}

/// <summary>Which boards know a command.</summary>
public enum FirmwareSupport
{
    /// <summary>Firmware 3.1.0 (and, but for those that say so, what came before).</summary>
    Current,

    /// <summary>Only firmware before 3.1; 3.1.0 swallows the two opcode bytes and is silent.</summary>
    BeforeFirmware31,
}

/// <summary>After <paramref name="Sent"/> argument bytes the host waits until <paramref name="Received"/> reply bytes have come, as the board's receive queue holds 4 bytes.</summary>
public readonly record struct TransmitPause(int Sent, int Received);

/// <summary>
/// One row of the command table: opcode, argument and reply layout, acknowledgement rule and time budget. The driver encodes arguments and decodes
/// replies with it, the virtual board does the opposite, the decoder of recorded traffic annotates both.
/// </summary>
public sealed record Command(string Name, byte Group, byte Op, Layout Arguments, Layout Reply, AckRule Ack, string Summary)
{
    public FirmwareSupport Support { get; init; } = FirmwareSupport.Current;

    /// <summary>How long the board itself works before the answer is complete, besides the bytes on the wire.</summary>
    public Func<FieldValues, TimeSpan> ProcessingTime { get; init; } = _ => TimeSpan.Zero;

    /// <summary>
    /// The reply of firmware since 2021-06, where it differs: it begins as the other but for a second byte 0, which no acknowledgement is
    /// (GET_STATES only).
    /// </summary>
    public Layout? LongReply { get; init; }

    /// <summary>The upper half of the acknowledgement may carry the I2C NACK bit.</summary>
    public bool CarriesNack { get; init; }

    /// <summary>Where the host waits inside the arguments; none for nearly all commands.</summary>
    public Func<FieldValues, IEnumerable<TransmitPause>>? Pauses { get; init; }

    /// <summary>The board restarts or leaves the protocol: nothing may be sent until it answers a handshake again.</summary>
    public bool EndsSession { get; init; }

    public bool HasAck(FirmwareVersion firmware) => Ack == AckRule.Last || (Ack == AckRule.BeforeFirmware3 && firmware.IsBefore3);

    /// <summary>A request with one value for each argument, in order.</summary>
    public CommandRequest CreateRequest(params uint[] values)
    {
        var fields = Arguments.Fields;
        if (values.Length != fields.Count)
            throw new ArgumentException($"{Name} takes {fields.Count} arguments, not {values.Length}.", nameof(values));
        var named = new FieldValues();
        for (var i = 0; i < values.Length; i++)
            named.Add(fields[i].Name, values[i]);
        return new CommandRequest(this, named);
    }

    /// <summary>A request with a run of values for each argument, in order.</summary>
    public CommandRequest CreateArrayRequest(params uint[][] values)
    {
        var fields = Arguments.Fields;
        if (values.Length != fields.Count)
            throw new ArgumentException($"{Name} takes {fields.Count} arguments, not {values.Length}.", nameof(values));
        var named = new FieldValues();
        for (var i = 0; i < values.Length; i++)
            named.Add(fields[i].Name, values[i]);
        return new CommandRequest(this, named);
    }

    public override string ToString() => Name;
}
