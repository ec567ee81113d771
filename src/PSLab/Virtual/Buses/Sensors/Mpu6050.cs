namespace OpenEvent.PSLab.Virtual;

/// <summary>The accelerometer and gyroscope MPU6050 at address 0x69 (AD0 high; 0x68 is the clock of the board). It starts asleep.</summary>
internal sealed class Mpu6050 : RegisterDevice
{
    private const byte GyroscopeConfig = 0x1B,
        AccelerometerConfig = 0x1C,
        FirstResult = 0x3B,
        LastResult = 0x48,
        Power = 0x6B,
        WhoAmI = 0x75;

    private const byte Asleep = 0x40;

    private readonly SimulatedEnvironment _environment;
    private readonly byte[] _registers = new byte[256];
    private readonly byte[] _results = new byte[LastResult - FirstResult + 1];

    public Mpu6050(SimulatedEnvironment environment)
    {
        _environment = environment;
        _registers[Power] = Asleep;
        _registers[WhoAmI] = 0x68;
    }

    /// <summary>All results of a burst read are of the same moment.</summary>
    protected override void Select(byte register)
    {
        if ((_registers[Power] & Asleep) != 0)
            return;
        var (x, y, z) = _environment.Acceleration;
        var perG = 16384 >> (_registers[AccelerometerConfig] >> 3 & 3);
        var perDegree = 131.0 / (1 << (_registers[GyroscopeConfig] >> 3 & 3));
        var words = new[]
        {
            Clamp16(x * perG),
            Clamp16(y * perG),
            Clamp16(z * perG),
            Clamp16((_environment.Temperature - 36.53) * 340),
            Clamp16(_environment.TiltRate * perDegree),
            0,
            0,
        };
        for (var i = 0; i < _results.Length; i++)
            _results[i] = GetByte(words[i / 2], i % 2 == 0);
    }

    protected override byte ReadRegister(byte register) =>
        register is >= FirstResult and <= LastResult ? _results[register - FirstResult] : _registers[register];

    protected override void WriteRegister(byte register, byte value)
    {
        if (register != WhoAmI)
            _registers[register] = value;
    }
}
