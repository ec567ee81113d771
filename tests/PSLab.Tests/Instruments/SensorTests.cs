using NUnit.Framework;
using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>Sensors on the I2C bus of the circuit <c>sensors</c>.</summary>
public sealed class SensorTests
{
    [Test]
    public void The_calculation_of_the_BMP180_gives_the_example_of_its_data_sheet()
    {
        var calibration = Bmp180Calibration.DataSheetExample;
        Assert.That(calibration.GetTemperature(27898), Is.EqualTo(15.0));
        Assert.That(calibration.GetPressure(23843, 27898, 0), Is.EqualTo(69964));
    }

    [Test]
    public async Task Sensors_give_the_values_of_the_simulated_room()
    {
        await using var board = new TestBoard("sensors");
        var sensors = board.Board.Sensors;
        var (celsius, pascals) = await sensors.ReadBmp180Async(default);
        Assert.That(celsius, Is.EqualTo(22).Within(1.6));
        Assert.That(pascals, Is.EqualTo(100_800).Within(65));
        var (temperature, humidity) = await sensors.ReadSht21Async(default);
        Assert.That(temperature, Is.EqualTo(celsius).Within(0.3));
        Assert.That(humidity, Is.EqualTo(45).Within(5.1));
        var (lux, all, infrared) = await sensors.ReadTsl2561Async(default);
        Assert.That(lux, Is.EqualTo(300).Within(101));
        Assert.That(infrared, Is.EqualTo(all * 0.3).Within(1));
    }

    [Test]
    public async Task The_accelerometer_measures_gravity_and_the_magnetometer_the_field_of_the_earth()
    {
        await using var board = new TestBoard("sensors");
        var (acceleration, rotation, temperature) = await board.Board.Sensors.ReadMpu6050Async(I2cSensors.Mpu6050Address, default);
        Assert.That(Math.Sqrt(acceleration.Sum(a => a * a)), Is.EqualTo(9.807).Within(0.01));
        Assert.That(rotation[0], Is.InRange(-8, 8));
        Assert.That(temperature, Is.EqualTo(22).Within(1.6));
        var field = await board.Board.Sensors.ReadHmc5883LAsync(default);
        Assert.That(Math.Sqrt(field.Sum(b => b * b)), Is.EqualTo(47.4e-6).Within(0.3e-6));
        Assert.That(field[2], Is.EqualTo(43e-6).Within(0.2e-6));
    }

    [Test]
    public async Task All_sensors_are_found_beside_the_clock_and_only_in_their_circuit()
    {
        await using var board = new TestBoard("sensors");
        Assert.That(await board.Board.I2c.ScanAsync(default), Is.EqualTo((int[])[0x1E, 0x39, 0x40, 0x68, 0x69, 0x77]));
        board.Virtual.Rewire(PSLab.Virtual.CircuitCatalogue.Get("bench"));
        Assert.That(await board.Board.I2c.ScanAsync(default), Is.EqualTo((int[])[0x68]));
    }

    [Test]
    public async Task A_sensor_that_sleeps_or_is_off_gives_no_values()
    {
        await using var board = new TestBoard("sensors");
        Assert.That(await board.Board.I2c.ReadAsync(I2cSensors.Mpu6050Address, 0x3B, 14, default), Has.All.Zero);
        Assert.That(await board.Board.I2c.ReadAsync(I2cSensors.Tsl2561Address, 0xAC, 4, default), Has.All.Zero);
        Assert.That(await board.Board.I2c.ReadAsync(I2cSensors.Mpu6050Address, 0x75, 1, default), Is.EqualTo((byte[])[0x68]));
    }
}
