namespace OpenEvent.PSLab.Virtual;

/// <summary>The humidity sensor SHT21 at address 0x40. Its commands take the place of registers; results have a check sum.</summary>
internal sealed class Sht21(SimulatedEnvironment environment) : RegisterDevice
{
    private const byte HumidityStatus = 2;

    private byte[] _answer = [];
    private int _next;

    protected override void Select(byte register)
    {
        _next = 0;
        _answer = register switch
        {
            0xE3 or 0xF3 => Measure((environment.Temperature + 46.85) / 175.72, 0),
            0xE5 or 0xF5 => Measure((environment.Humidity + 6) / 125, HumidityStatus),
            0xE7 => [0x3A],
            _ => [],
        };
    }

    protected override byte ReadRegister(byte register) => _next < _answer.Length ? _answer[_next++] : (byte)0xFF;

    private static byte[] Measure(double fraction, byte status)
    {
        var word = (int)Math.Clamp(Math.Round(fraction * 65536), 0, 65535) & ~3 | status;
        byte[] bytes = [GetByte(word, true), GetByte(word, false)];
        return [.. bytes, GetChecksum(bytes)];
    }

    /// <summary>CRC-8 with the polynomial x⁸ + x⁵ + x⁴ + 1.</summary>
    private static byte GetChecksum(byte[] bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x80) != 0 ? (crc << 1 ^ 0x31) & 0xFF : crc << 1;
        }

        return (byte)crc;
    }
}
