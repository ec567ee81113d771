namespace OpenEvent.PSLab.Virtual;

/// <summary>An I2C device whose first written byte selects a register. The next ones follow by themselves.</summary>
internal abstract class RegisterDevice : SimulatedI2cBus.IDevice
{
    private bool _isAddressing;

    /// <summary>The register of the next byte.</summary>
    protected byte Register { get; private set; }

    public void Begin() => _isAddressing = true;

    public void Write(byte value)
    {
        if (_isAddressing)
        {
            Register = value;
            Select(value);
        }
        else
            WriteRegister(Register++, value);
        _isAddressing = false;
    }

    public byte Read() => ReadRegister(Register++);

    /// <summary>Called when the host selects a register.</summary>
    protected virtual void Select(byte register) { }

    protected abstract byte ReadRegister(byte register);

    protected virtual void WriteRegister(byte register, byte value) { }

    /// <summary>The high or the low byte of a word.</summary>
    protected static byte GetByte(int word, bool isHigh) => (byte)(isHigh ? word >> 8 : word);

    protected static int Clamp16(double value) => (int)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);
}
