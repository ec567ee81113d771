namespace OpenEvent.PSLab.Virtual;

/// <summary>The light sensor TSL2561 at address 0x39. It starts switched off. Bit 7 of a register marks a command.</summary>
internal sealed class Tsl2561(SimulatedEnvironment environment) : RegisterDevice
{
    private const byte Control = 0,
        Timing = 1,
        Id = 0xA,
        FirstResult = 0xC;

    private const byte On = 3,
        HighGain = 0x10;

    /// <summary>The infrared part of the light, relative to all of it.</summary>
    private const double InfraredRatio = 0.3;

    /// <summary>Lux for each count at 402 ms and gain 16, by the data sheet's formula for this ratio.</summary>
    private static readonly double LuxPerCount = 0.0304 - 0.062 * Math.Pow(InfraredRatio, 1.4);

    /// <summary>The counts of the times 13.7 ms and 101 ms, relative to 402 ms.</summary>
    private static readonly double[] TimeScales = [0.034, 0.252, 1, 1];

    private byte _control,
        _timing = 2;

    protected override byte ReadRegister(byte register) =>
        (register & 15) switch
        {
            Control => _control,
            Timing => _timing,
            Id => 0x50,
            >= FirstResult and var result => GetByte(GetCounts(result >= FirstResult + 2), result % 2 != 0),
            _ => 0,
        };

    protected override void WriteRegister(byte register, byte value)
    {
        if ((register & 15) == Control)
            _control = (byte)(value & On);
        if ((register & 15) == Timing)
            _timing = value;
    }

    private int GetCounts(bool isInfrared)
    {
        if (_control != On)
            return 0;
        var gain = (_timing & HighGain) != 0 ? 1 : 1 / 16.0;
        var counts = environment.Illuminance / LuxPerCount * gain * TimeScales[_timing & 3] * (isInfrared ? InfraredRatio : 1);
        return (int)Math.Clamp(Math.Round(counts), 0, ushort.MaxValue);
    }
}
