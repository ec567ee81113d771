namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of sensors on the I2C bus.</summary>
public sealed partial class FunctionCatalogue
{
    private static readonly string[] Accelerations = ["ax", "ay", "az"],
        Rotations = ["gx", "gy", "gz"];

    private static readonly ResultColumn CelsiusColumn = new("temperature", "°C");

    private static IEnumerable<Function> SensorFunctions()
    {
        const string group = "Sensors";
        yield return Define(
            group,
            "read_bmp180",
            "Reads temperature and air pressure of a BMP180 sensor.",
            new(ShapeKind.Named, CelsiusColumn, new ResultColumn("pressure", "Pa")),
            [],
            "read_bmp180()",
            async (b, _, ct) => await b.Sensors.ReadBmp180Async(ct).ConfigureAwait(false) is var (t, p) ? new object?[] { t, p } : null
        );
        yield return Define(
            group,
            "read_mpu6050",
            "Reads acceleration, rotation and temperature of an MPU6050 sensor.",
            new(
                ShapeKind.Named,
                [
                    .. Accelerations.Select(n => new ResultColumn(n, "m/s²")),
                    .. Rotations.Select(n => new ResultColumn(n, "°/s")),
                    CelsiusColumn,
                ]
            ),
            [Optional(Integer("address", 0x68, 0x69, "The sensor's address. The clock of the board has 0x68 too."), 0x69 + 0.0)],
            "read_mpu6050()",
            async (b, a, ct) =>
                await b.Sensors.ReadMpu6050Async(a.Integer("address"), ct).ConfigureAwait(false) is var (acceleration, rotation, t)
                    ? [.. acceleration.Cast<object?>(), .. rotation.Cast<object?>(), t]
                    : (object?[]?)null
        );
        yield return Define(
            group,
            "read_sht21",
            "Reads temperature and relative humidity of an SHT21 sensor.",
            new(ShapeKind.Named, CelsiusColumn, new ResultColumn("humidity", "%")),
            [],
            "read_sht21()",
            async (b, _, ct) => await b.Sensors.ReadSht21Async(ct).ConfigureAwait(false) is var (t, h) ? new object?[] { t, h } : null
        );
        yield return Define(
            group,
            "read_tsl2561",
            "Reads the illuminance of a TSL2561 sensor, and its counts for all light and for infrared light.",
            new(ShapeKind.Named, new ResultColumn("illuminance", "lx"), new ResultColumn("all"), new ResultColumn("infrared")),
            [],
            "read_tsl2561()",
            async (b, _, ct) =>
                await b.Sensors.ReadTsl2561Async(ct).ConfigureAwait(false) is var (lux, all, infrared)
                    ? new object?[] { lux, (double)all, (double)infrared }
                    : null
        );
        yield return Define(
            group,
            "read_hmc5883l",
            "Reads the magnetic field along the axes of an HMC5883L sensor.",
            new(ShapeKind.Named, new ResultColumn("x", "T"), new ResultColumn("y", "T"), new ResultColumn("z", "T")),
            [],
            "read_hmc5883l()",
            async (b, _, ct) => (await b.Sensors.ReadHmc5883LAsync(ct).ConfigureAwait(false)).Cast<object?>().ToArray()
        );
    }
}
