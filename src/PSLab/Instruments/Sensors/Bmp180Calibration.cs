namespace OpenEvent.PSLab.Instruments;

/// <summary>The calibration of a BMP180, which it stores in the registers 0xAA to 0xBF, and the calculation of its data sheet.</summary>
internal sealed class Bmp180Calibration
{
    public const int Length = 22;

    private readonly int _ac1,
        _ac2,
        _ac3,
        _ac4,
        _ac5,
        _ac6,
        _b1,
        _b2,
        _mb,
        _mc,
        _md;

    public Bmp180Calibration(IReadOnlyList<byte> bytes)
    {
        int Signed(int i) => (short)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
        int Unsigned(int i) => bytes[2 * i] << 8 | bytes[2 * i + 1];
        (_ac1, _ac2, _ac3) = (Signed(0), Signed(1), Signed(2));
        (_ac4, _ac5, _ac6) = (Unsigned(3), Unsigned(4), Unsigned(5));
        (_b1, _b2, _mb, _mc, _md) = (Signed(6), Signed(7), Signed(8), Signed(9), Signed(10));
    }

    /// <summary>The example of the data sheet, section 3.5.</summary>
    public static Bmp180Calibration DataSheetExample { get; } =
        new(ToBytes([408, -72, -14383, 32741, 32757, 23153, 6190, 4, -32768, -8711, 2868]));

    public byte[] ToBytes() => ToBytes([_ac1, _ac2, _ac3, _ac4, _ac5, _ac6, _b1, _b2, _mb, _mc, _md]);

    /// <summary>In degrees Celsius.</summary>
    public double GetTemperature(int rawTemperature) => (GetB5(rawTemperature) + 8 >> 4) / 10.0;

    /// <summary>In pascals.</summary>
    /// <param name="oversampling">0 to 3.</param>
    public double GetPressure(int rawPressure, int rawTemperature, int oversampling)
    {
        var b6 = GetB5(rawTemperature) - 4000;
        var x3 = (_b2 * (b6 * b6 >> 12) >> 11) + (_ac2 * b6 >> 11);
        var b3 = ((_ac1 * 4 + x3 << oversampling) + 2) / 4;
        var y3 = (_ac3 * b6 >> 13) + (_b1 * (b6 * b6 >> 12) >> 16) + 2 >> 2;
        var b4 = (ulong)_ac4 * (ulong)(y3 + 32768) >> 15;
        var b7 = (ulong)Math.Max(0, rawPressure - b3) * (ulong)(50_000 >> oversampling);
        var p = (long)(b7 < 0x8000_0000 ? b7 * 2 / b4 : b7 / b4 * 2);
        var x1 = (p >> 8) * (p >> 8) * 3038 >> 16;
        return p + (x1 + (-7357 * p >> 16) + 3791 >> 4);
    }

    /// <summary>The raw value that a sensor with this calibration measures at a temperature.</summary>
    public int FindRawTemperature(double celsius) => Find(0, ushort.MaxValue, raw => GetTemperature(raw) < celsius);

    /// <summary>The raw value that a sensor with this calibration measures at a pressure.</summary>
    public int FindRawPressure(double pascals, int rawTemperature, int oversampling) =>
        Find(0, ushort.MaxValue << oversampling, raw => GetPressure(raw, rawTemperature, oversampling) < pascals);

    private long GetB5(int rawTemperature)
    {
        var x1 = (long)(rawTemperature - _ac6) * _ac5 >> 15;
        return x1 + _md == 0 ? x1 : x1 + ((long)_mc << 11) / (x1 + _md);
    }

    /// <summary>The smallest value from a range that is not too low.</summary>
    private static int Find(int lowest, int highest, Func<int, bool> isTooLow)
    {
        while (lowest < highest)
        {
            var middle = (lowest + highest) / 2;
            if (isTooLow(middle))
                lowest = middle + 1;
            else
                highest = middle;
        }

        return lowest;
    }

    private static byte[] ToBytes(int[] words) => [.. words.SelectMany(w => (byte[])[(byte)(w >> 8), (byte)w])];
}
