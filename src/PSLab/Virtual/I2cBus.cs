using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The I2C bus with the devices on the board: the clock, and on V5 boards the converter of the power supply.</summary>
internal sealed class I2cBus(Dictionary<byte, I2cBus.IDevice> devices)
{
    private const uint NotAcknowledged = 1u << 15,
        Stopped = 1u << 4,
        Started = 1u << 3;

    private IDevice? _device;
    private uint _status;

    internal interface IDevice
    {
        /// <summary>The device has been addressed.</summary>
        void Begin();

        void Write(byte value);

        byte Read();
    }

    public Reply Start(Values a)
    {
        var found = devices.TryGetValue((byte)(a["address"] >> 1), out _device);
        _status = Started | (found ? 0 : NotAcknowledged);
        if ((a["address"] & 1) == 0)
            _device?.Begin();
        return Answer(found);
    }

    /// <summary>The firmware puts the NACK bit where the success bit is already, so that nobody can see it.</summary>
    public Reply Send(Values a)
    {
        _device?.Write((byte)a["byte"]);
        _status = _device is null ? _status | NotAcknowledged : _status & ~NotAcknowledged;
        return Replies.Ok;
    }

    public Reply Read() => Replies.With("byte", _device?.Read() ?? 0xFFu);

    public Reply Stop()
    {
        (_device, _status) = (null, _status & ~Started | Stopped);
        return Replies.Ok;
    }

    public Reply Status() => Replies.With("status", _status);

    public Reply ReadBulk(Values a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        device?.Write((byte)a["register"]);
        var bytes = Enumerable.Range(0, (int)a["count"]).Select(_ => device?.Read() ?? 0xFFu).ToArray();
        return Replies.With(new Values().Add("bytes", bytes), Answer(found).Ack!.Value);
    }

    public Reply WriteBulk(Values a)
    {
        var found = devices.TryGetValue((byte)a["device"], out var device);
        device?.Begin();
        foreach (var value in a.All("bytes"))
            device?.Write((byte)value);
        return Answer(found);
    }

    private static Reply Answer(bool found) => found ? Replies.Ok : new(Values.None, Reply.Success | Reply.NackBit);
}

/// <summary>A device that takes bytes and tells nothing: the MCP4728 of V5 boards.</summary>
internal sealed class SilentDevice : I2cBus.IDevice
{
    public void Begin() { }

    public void Write(byte value) { }

    public byte Read() => 0;
}
