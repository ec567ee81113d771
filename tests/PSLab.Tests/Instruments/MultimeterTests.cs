using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class MultimeterTests(FirmwareProfile profile)
{
    [TestCase(0.3)]
    [TestCase(1)]
    [TestCase(2.2)]
    [TestCase(3.1)]
    public async Task A_voltage_is_read_within_the_board_s_accuracy(double volts)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var set = await testBoard.Board.Power.SetAsync(SupplyOutput.PV3, volts, default);
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default), Is.EqualTo(set).Within(0.01));
    }

    [TestCase(4.2)]
    [TestCase(-3)]
    [TestCase(0.4)]
    public async Task Autorange_reads_large_and_small_voltages_on_CH1(double volts)
    {
        await using var testBoard = new TestBoard("ohms-law", profile);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, volts, default);
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, default), Is.EqualTo(volts).Within(0.045));
    }

    [TestCase(100)]
    [TestCase(1e3)]
    [TestCase(10e3)]
    [TestCase(47e3)]
    public async Task A_resistor_is_measured_within_one_percent(double ohms)
    {
        await using var testBoard = new TestBoard(new Circuit("r", "a resistor").Resistor("RES", Circuit.Ground, ohms), profile);
        Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(ohms).Within(1).Percent);
    }

    [Test]
    public async Task Nothing_on_RES_is_infinite()
    {
        await using var testBoard = new TestBoard("open", profile);
        Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(double.PositiveInfinity));
    }

    [TestCase(220e-12)]
    [TestCase(1e-9)]
    [TestCase(22e-9)]
    [TestCase(100e-9)]
    [TestCase(1e-6)]
    [TestCase(4.7e-6)]
    public async Task A_capacitor_is_measured_within_three_percent(double farads)
    {
        await using var testBoard = new TestBoard(Capacitor(farads), profile);
        Assert.That(await testBoard.Board.Multimeter.MeasureCapacitanceAsync(default), Is.EqualTo(farads).Within(3).Percent);
    }

    [TestCase(22e-6)]
    [TestCase(220e-6)]
    public async Task A_large_capacitor_is_measured_by_its_discharge(double farads)
    {
        await using var testBoard = new TestBoard(Capacitor(farads), profile);
        Assert.That(await testBoard.Board.Multimeter.MeasureCapacitanceAsync(default), Is.EqualTo(farads).Within(4).Percent);
    }

    [Test]
    public async Task A_capacitance_is_estimated_by_one_charge()
    {
        await using var testBoard = new TestBoard(Capacitor(1e-6), profile);
        Assert.That(
            await testBoard.Board.Multimeter.EstimateCapacitanceAsync(TimeSpan.FromMilliseconds(10), default),
            Is.EqualTo(1e-6).Within(10).Percent
        );
    }

    [Test]
    public async Task The_temperature_is_that_of_a_processor() =>
        Assert.That(await new TestBoard("open", profile).Board.Multimeter.MeasureTemperatureAsync(default), Is.InRange(10, 80));

    [Test]
    public async Task Values_out_of_range_are_rejected_with_the_limit()
    {
        await using var testBoard = new TestBoard("open", profile);
        var meter = testBoard.Board.Multimeter;
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => meter.MeasureAverageVoltageAsync(AnalogInput.CH1, 0, default))!.Message,
            Does.Contain("1 to 10000")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => meter.MeasureCurrentSourceVoltageAsync(32, 0, false, default))!.Message,
            Does.Contain("0 to 31")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => meter.MeasureCurrentSourceVoltageAsync(5, 4, false, default))!.Message,
            Does.Contain("0 to 3")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => meter.EstimateCapacitanceAsync(TimeSpan.Zero, default))!.Message,
            Does.Contain("50000")
        );
    }

    private static Circuit Capacitor(double farads) =>
        new Circuit("c", "a capacitor") { Step = TimeSpan.FromMicroseconds(farads < 1e-7 ? 2 : 20) }.Capacitor(
            "CAP",
            Circuit.Ground,
            farads
        );
}
