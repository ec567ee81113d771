namespace OpenEvent.PSLab.Instruments;

/// <summary>Reads sensors on the I2C bus by their registers: BMP180, MPU6050, SHT21, TSL2561 and HMC5883L.</summary>
/// <remarks>
/// The registers and factors are those of the Bosch BMP180 data sheet, the InvenSense MPU-6000 and MPU-6050 register map, the Sensirion
/// SHT21 data sheet, the TAOS TSL2561 data sheet and the Honeywell HMC5883L data sheet.
/// </remarks>
public sealed class I2cSensors(Board board)
{
    /// <summary>The 7-bit addresses of the usual modules.</summary>
    public const int Bmp180Address = 0x77,
        Mpu6050Address = 0x69,
        Sht21Address = 0x40,
        Tsl2561Address = 0x39,
        Hmc5883LAddress = 0x1E;

    private const double GravityOfEarth = 9.80665,
        TeslaPerGauss = 1e-4;

    private const byte LightOn = 3,
        MagneticGain = 0x20;

    /// <summary>Steps for each gauss, by the three bits of the gain.</summary>
    internal static IReadOnlyList<double> MagnetometerGains { get; } = [1370, 1090, 820, 660, 440, 390, 330, 230];

    /// <summary>Reads degrees Celsius and pascals of a BMP180, with the highest resolution.</summary>
    public async Task<(double Temperature, double Pressure)> ReadBmp180Async(CancellationToken ct)
    {
        const int oversampling = 3;
        var calibration = new Bmp180Calibration(
            await board.I2c.ReadAsync(Bmp180Address, 0xAA, Bmp180Calibration.Length, ct).ConfigureAwait(false)
        );
        var t = await ConvertAsync(0x2E, 5).ConfigureAwait(false);
        var p = await ConvertAsync(0x34 | oversampling << 6, 26).ConfigureAwait(false);
        var rawTemperature = t[0] << 8 | t[1];
        var rawPressure = (p[0] << 16 | p[1] << 8 | p[2]) >> 8 - oversampling;
        return (calibration.GetTemperature(rawTemperature), calibration.GetPressure(rawPressure, rawTemperature, oversampling));

        async Task<byte[]> ConvertAsync(int command, int milliseconds)
        {
            await board.I2c.WriteAsync(Bmp180Address, 0xF4, [(byte)command], ct).ConfigureAwait(false);
            await WaitAsync(milliseconds, ct).ConfigureAwait(false);
            return await board.I2c.ReadAsync(Bmp180Address, 0xF6, 3, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Reads m/s², degrees per second and degrees Celsius of an MPU6050, with the ranges 2 g and 250 °/s.</summary>
    /// <param name="address">0x68 or 0x69, by the pin AD0.</param>
    public async Task<(double[] Acceleration, double[] Rotation, double Temperature)> ReadMpu6050Async(int address, CancellationToken ct)
    {
        await board.I2c.WriteAsync(address, 0x6B, [0], ct).ConfigureAwait(false); // wakes it
        await board.I2c.WriteAsync(address, 0x1B, [0, 0], ct).ConfigureAwait(false);
        var words = ToWords(await board.I2c.ReadAsync(address, 0x3B, 14, ct).ConfigureAwait(false));
        return (
            [.. words[..3].Select(w => w / 16384.0 * GravityOfEarth)],
            [.. words[4..].Select(w => w / 131.0)],
            words[3] / 340.0 + 36.53
        );
    }

    /// <summary>Reads degrees Celsius and the relative humidity in percent of an SHT21.</summary>
    public async Task<(double Temperature, double Humidity)> ReadSht21Async(CancellationToken ct)
    {
        // The commands hold the clock until the measurement is complete.
        var t = await board.I2c.ReadAsync(Sht21Address, 0xE3, 2, ct).ConfigureAwait(false);
        var h = await board.I2c.ReadAsync(Sht21Address, 0xE5, 2, ct).ConfigureAwait(false);
        return (-46.85 + 175.72 * ToFraction(t), -6 + 125 * ToFraction(h));

        // The two lowest bits are the kind of the measurement.
        static double ToFraction(byte[] bytes) => (bytes[0] << 8 | bytes[1] & 0xFC) / 65536.0;
    }

    /// <summary>Reads lux of a TSL2561, and its counts for all light and for infrared light, at 402 ms with gain 1.</summary>
    public async Task<(double Lux, int All, int Infrared)> ReadTsl2561Async(CancellationToken ct)
    {
        if ((await board.I2c.ReadAsync(Tsl2561Address, 0x80, 1, ct).ConfigureAwait(false))[0] != LightOn)
        {
            await board.I2c.WriteAsync(Tsl2561Address, 0x80, [LightOn], ct).ConfigureAwait(false);
            await WaitAsync(410, ct).ConfigureAwait(false);
        }

        var all = await ReadWordAsync(0xAC).ConfigureAwait(false);
        var infrared = await ReadWordAsync(0xAE).ConfigureAwait(false);
        return (GetLux(all, infrared), all, infrared);

        async Task<int> ReadWordAsync(int register)
        {
            var bytes = await board.I2c.ReadAsync(Tsl2561Address, register, 2, ct).ConfigureAwait(false);
            return bytes[0] | bytes[1] << 8;
        }
    }

    /// <summary>Reads the magnetic field of an HMC5883L in teslas: x, y, z.</summary>
    public async Task<double[]> ReadHmc5883LAsync(CancellationToken ct)
    {
        await board.I2c.WriteAsync(Hmc5883LAddress, 0x01, [MagneticGain, 1], ct).ConfigureAwait(false); // the gain, then one measurement
        await WaitAsync(7, ct).ConfigureAwait(false);
        var words = ToWords(await board.I2c.ReadAsync(Hmc5883LAddress, 0x03, 6, ct).ConfigureAwait(false));
        var scale = TeslaPerGauss / MagnetometerGains[MagneticGain >> 5];
        return [words[0] * scale, words[2] * scale, words[1] * scale];
    }

    /// <summary>The formula of the data sheet for the packages T, FN and CL.</summary>
    internal static double GetLux(int all, int infrared)
    {
        var (c0, c1) = (all * 16.0, infrared * 16.0);
        var ratio = all == 0 ? 0 : (double)infrared / all;
        return ratio switch
        {
            <= 0.5 => 0.0304 * c0 - 0.062 * c0 * Math.Pow(ratio, 1.4),
            <= 0.61 => 0.0224 * c0 - 0.031 * c1,
            <= 0.8 => 0.0128 * c0 - 0.0153 * c1,
            <= 1.3 => 0.00146 * c0 - 0.00112 * c1,
            _ => 0,
        };
    }

    private async Task WaitAsync(int milliseconds, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), ct).ConfigureAwait(false);
    }

    private static short[] ToWords(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 2).Select(i => (short)(bytes[2 * i] << 8 | bytes[2 * i + 1]))];
}
