using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The magnetometer HMC5883L at address 0x1E. Its results are in the order x, z, y. It starts in single mode.</summary>
internal sealed class Hmc5883L(SimulatedEnvironment environment) : RegisterDevice
{
    private const byte Gain = 1,
        Mode = 2,
        FirstResult = 3,
        Status = 9;

    private const byte Idle = 2;

    private readonly byte[] _registers = [0x10, 0x20, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'H', (byte)'4', (byte)'3'];

    /// <summary>In continuous mode all results of a burst read are of the same moment.</summary>
    protected override void Select(byte register)
    {
        if ((_registers[Mode] & 3) == 0)
            Measure();
    }

    protected override byte ReadRegister(byte register) => register < _registers.Length ? _registers[register] : (byte)0;

    protected override void WriteRegister(byte register, byte value)
    {
        if (register < FirstResult)
            _registers[register] = value;
        if (register != Mode || (value & 3) != 1)
            return;
        Measure();
        _registers[Mode] = Idle;
        _registers[Status] = 1;
    }

    private void Measure()
    {
        var (x, y, z) = environment.Field;
        var perGauss = I2cSensors.MagnetometerGains[_registers[Gain] >> 5];
        var words = new[] { Clamp16(x * perGauss), Clamp16(z * perGauss), Clamp16(y * perGauss) };
        for (var i = 0; i < 6; i++)
            _registers[FirstResult + i] = GetByte(words[i / 2], i % 2 == 0);
    }
}
