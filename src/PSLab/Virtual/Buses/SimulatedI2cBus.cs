using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The I2C bus with the devices on the board: the clock, and on V5 boards the DAC of the power supply.</summary>
internal sealed class SimulatedI2cBus(Dictionary<byte, SimulatedI2cBus.IDevice> devices, I2cLines lines)
{
    private const uint NotAcknowledged = 1u << 15,
        Stopped = 1u << 4,
        Started = 1u << 3;

    /// <summary>What a read gives while nobody drives SDA.</summary>
    private const uint Released = 0xFF;

    private IDevice? _device;
    private uint _status;

    internal interface IDevice
    {
        /// <summary>Called when the device is addressed for writing.</summary>
        void Begin();

        void Write(byte value);

        byte Read();
    }

    /// <summary>Resets the controller, which forgets the device and its status.</summary>
    public CommandReply Init()
    {
        _device = null;
        _status = 0;
        lines.Release();
        return Replies.Ok;
    }

    public CommandReply Configure(FieldValues a)
    {
        lines.Divider = a["brg"];
        return Replies.Ok;
    }

    public CommandReply HoldClock(FieldValues a) => Drive(() => lines.HoldClock(a["time"] * TickClock.TicksPerMicrosecond));

    public CommandReply Start(FieldValues a)
    {
        var found = devices.TryGetValue((byte)(a["address"] >> 1), out _device);
        _status = Started | (found ? 0 : NotAcknowledged);
        if ((a["address"] & 1) == 0)
            _device?.Begin();
        Drive(() =>
        {
            lines.Start(isWholeCommand: true);
            lines.Write(a["address"], found);
        });
        return found ? Replies.Ok : new(FieldValues.None, CommandReply.Success | CommandReply.NackBit);
    }

    /// <summary>The firmware merges the NACK bit into the success bit, so the host cannot see it.</summary>
    public CommandReply Send(FieldValues a)
    {
        _device?.Write((byte)a["byte"]);
        _status = _device is null ? _status | NotAcknowledged : _status & ~NotAcknowledged;
        return Drive(() => lines.Write(a["byte"], _device is not null));
    }

    /// <param name="isLast">The host does not acknowledge the last byte.</param>
    public CommandReply Read(bool isLast)
    {
        var value = _device?.Read() ?? Released;
        Drive(() => lines.Read(value, !isLast));
        return Replies.With("byte", value);
    }

    public CommandReply Stop()
    {
        _device = null;
        _status = _status & ~Started | Stopped;
        return Drive(lines.Stop);
    }

    public CommandReply Status() => Replies.With("status", _status);

    /// <summary>The bulk commands do not report that nobody answers. The status does.</summary>
    public CommandReply ReadBulk(FieldValues a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        device?.Write((byte)a["register"]);
        var bytes = Enumerable.Range(0, (int)a["count"]).Select(_ => device?.Read() ?? Released).ToArray();
        EndTransfer(found);
        Drive(() =>
        {
            lines.Start();
            lines.Write(a["device"] << 1, found);
            lines.Write(a["register"], found);
            lines.Start();
            lines.Write(a["device"] << 1 | 1, found);
            for (var i = 0; i < bytes.Length; i++)
                lines.Read(bytes[i], i + 1 < bytes.Length);
            lines.Stop();
        });
        return Replies.With(new FieldValues().Add("bytes", bytes));
    }

    public CommandReply WriteBulk(FieldValues a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        foreach (var value in a.GetItems("bytes"))
            device?.Write((byte)value);
        EndTransfer(found);
        return Drive(() =>
        {
            lines.Start();
            foreach (var value in a.GetItems("bytes").Prepend(a["device"] << 1))
                lines.Write(value, found);
            lines.Stop();
        });
    }

    private void EndTransfer(bool found) => _status = Stopped | (found ? 0 : NotAcknowledged);

    private CommandReply Drive(Action signals)
    {
        lines.Begin();
        signals();
        lines.End();
        return Replies.Ok;
    }
}

/// <summary>A device that accepts bytes and returns zeros: the MCP4728 of V5 boards.</summary>
internal sealed class WriteOnlyDevice : SimulatedI2cBus.IDevice
{
    public void Begin() { }

    public void Write(byte value) { }

    public byte Read() => 0;
}
