namespace OpenEvent.PSLab.Protocol;

/// <summary>Whether the last byte of a command's reply is an acknowledgement.</summary>
public enum AckRule
{
    /// <summary>Always.</summary>
    Last,

    /// <summary>Never: the reply has only the payload, or nothing.</summary>
    Never,

    /// <summary>Only with firmware before 3. Later firmware sends nothing.</summary>
    BeforeFirmware3,
}

/// <summary>Which firmware supports a command.</summary>
public enum FirmwareSupport
{
    /// <summary>Firmware 3.1.0, and older firmware unless the command's documentation says otherwise.</summary>
    Current,

    /// <summary>Only firmware before 3.1. Firmware 3.1.0 reads the two opcode bytes and sends nothing.</summary>
    BeforeFirmware31,
}

/// <summary>
/// A pause in the transmission: after <paramref name="Sent"/> argument bytes the host waits for <paramref name="Received"/> reply bytes,
/// because the board's receive queue holds only 4 bytes.
/// </summary>
public readonly record struct TransmitPause(int Sent, int Received);

/// <summary>
/// A row of the command table: opcode, layouts of arguments and reply, acknowledgement rule and processing time. The driver, the virtual
/// board and the decoder of recorded traffic all use it. See docs/reference/pslab-protocol.md#commands.
/// </summary>
public sealed record Command(string Name, byte Group, byte Op, Layout Arguments, Layout Reply, AckRule Ack, string Summary)
{
    public FirmwareSupport Support { get; init; } = FirmwareSupport.Current;

    /// <summary>How long the board works before the reply is complete, in addition to the transmission time.</summary>
    public Func<FieldValues, TimeSpan> ProcessingTime { get; init; } = _ => TimeSpan.Zero;

    /// <summary>
    /// The longer reply of firmware since 2021-06, if there is one (only GET_STATES). It starts like the other reply, but its second byte
    /// is 0, which is never an acknowledgement.
    /// </summary>
    public Layout? LongReply { get; init; }

    /// <summary>Whether the upper half of the acknowledgement can contain the I2C NACK bit.</summary>
    public bool CarriesNack { get; init; }

    /// <summary>The pauses within the arguments; null for most commands.</summary>
    public Func<FieldValues, IEnumerable<TransmitPause>>? Pauses { get; init; }

    /// <summary>Whether the board restarts or leaves the protocol, so that a handshake must come next.</summary>
    public bool EndsSession { get; init; }

    public bool HasAck(FirmwareVersion firmware) => Ack == AckRule.Last || (Ack == AckRule.BeforeFirmware3 && firmware.IsBefore3);

    /// <summary>Creates a request with one value for each argument, in order.</summary>
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

    /// <summary>Creates a request with a list of values for each argument, in order.</summary>
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
