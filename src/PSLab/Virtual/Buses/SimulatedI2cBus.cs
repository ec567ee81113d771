using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The I2C bus with the devices on the board: the clock, and on V5 boards the DAC of the power supply.</summary>
internal sealed class SimulatedI2cBus(Dictionary<byte, SimulatedI2cBus.IDevice> devices)
{
    private const uint NotAcknowledged = 1u << 15,
        Stopped = 1u << 4,
        Started = 1u << 3;

    private IDevice? _device;
    private uint _status;

    internal interface IDevice
    {
        /// <summary>Called when the device is addressed for writing.</summary>
        void Begin();

        void Write(byte value);

        byte Read();
    }

    public CommandReply Start(FieldValues a)
    {
        var found = devices.TryGetValue((byte)(a["address"] >> 1), out _device);
        _status = Started | (found ? 0 : NotAcknowledged);
        if ((a["address"] & 1) == 0)
            _device?.Begin();
        return CreateReply(found);
    }

    /// <summary>The firmware merges the NACK bit into the success bit, so the host cannot see it.</summary>
    public CommandReply Send(FieldValues a)
    {
        _device?.Write((byte)a["byte"]);
        _status = _device is null ? _status | NotAcknowledged : _status & ~NotAcknowledged;
        return Replies.Ok;
    }

    public CommandReply Read() => Replies.With("byte", _device?.Read() ?? 0xFFu);

    public CommandReply Stop()
    {
        _device = null;
        _status = _status & ~Started | Stopped;
        return Replies.Ok;
    }

    public CommandReply Status() => Replies.With("status", _status);

    public CommandReply ReadBulk(FieldValues a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        device?.Write((byte)a["register"]);
        var bytes = Enumerable.Range(0, (int)a["count"]).Select(_ => device?.Read() ?? 0xFFu).ToArray();
        return Replies.With(new FieldValues().Add("bytes", bytes), CreateReply(found).Ack!.Value);
    }

    public CommandReply WriteBulk(FieldValues a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        foreach (var value in a.GetItems("bytes"))
            device?.Write((byte)value);
        return CreateReply(found);
    }

    private static CommandReply CreateReply(bool found) =>
        found ? Replies.Ok : new(FieldValues.None, CommandReply.Success | CommandReply.NackBit);
}

/// <summary>A device that accepts bytes and returns zeros: the MCP4728 of V5 boards.</summary>
internal sealed class WriteOnlyDevice : SimulatedI2cBus.IDevice
{
    public void Begin() { }

    public void Write(byte value) { }

    public byte Read() => 0;
}
