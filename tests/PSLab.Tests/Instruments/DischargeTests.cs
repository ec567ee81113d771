using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>
/// A capacitor is measured by its discharge only if the discharge can be seen; the load of the converter is not mistaken for it.
/// </summary>
public class DischargeTests
{
    [TestCase(0)]
    [TestCase(22e-12)]
    [TestCase(1e-9)]
    [TestCase(10e-9)]
    [TestCase(100e-9)]
    public async Task A_capacitor_that_is_too_small_is_refused_with_the_reason(double farads)
    {
        await using var testBoard = new TestBoard(Capacitor(farads));
        var exception = Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Multimeter.MeasureCapacitanceByDischargeAsync(default))!;
        Assert.That(exception.Kind, Is.EqualTo(BoardErrorKind.Unmeasurable));
        Assert.That(exception.Message, Does.Contain("too small").And.Contain("open").And.Contain("get_capacitance()"));
    }

    [TestCase(0.5e-6)]
    [TestCase(1e-6)]
    [TestCase(10e-6)]
    [TestCase(100e-6)]
    [TestCase(470e-6)]
    public async Task A_capacitor_that_is_large_enough_is_measured(double farads)
    {
        await using var testBoard = new TestBoard(Capacitor(farads));
        Assert.That(await testBoard.Board.Multimeter.MeasureCapacitanceByDischargeAsync(default), Is.EqualTo(farads).Within(4).Percent);
    }

    [TestCase("22pf", 22e-12, 15)]
    [TestCase("100uf", 100e-6, 4)]
    public async Task The_circuits_have_their_capacitors(string circuit, double farads, double percent)
    {
        await using var testBoard = new TestBoard(circuit);
        Assert.That(await testBoard.Board.Multimeter.MeasureCapacitanceAsync(default), Is.EqualTo(farads).Within(percent).Percent);
    }

    /// <summary>What a recorded board shows of 1 nF: 5 ms with the load of the converter, then the discharge.</summary>
    [TestCase(1.06e-3, 5e-3)]
    [TestCase(10.6e-3, 5e-3)]
    [TestCase(10.6e-3, 20e-3)]
    public void The_fall_by_the_load_alone_is_not_a_capacitance(double load, double begin)
    {
        var volts = Enumerable.Range(0, 10_000).Select(i => Voltage(i * 1e-5)).ToArray();
        Assert.That(
            () => DischargeFit.FindTimeConstant(volts, 1e-5, 0.05),
            Throws.TypeOf<BoardException>().With.Message.Contains("too small")
        );

        double Voltage(double time) =>
            3.285 * Math.Exp(-Math.Min(time, begin) / load) * Math.Exp(-Math.Max(0, time - begin) / (load / 110));
    }

    /// <summary>A recorded board took 55.5 ms for a discharge of 50 ms.</summary>
    [Test]
    public void The_discharge_may_begin_at_any_time_and_take_longer(
        [Values(0, 0.013, 0.0441)] double begin,
        [Values(0.05, 0.0527, 0.0555)] double length,
        [Values(0.02, 0.3)] double constant
    )
    {
        var volts = Enumerable.Range(0, 10_000).Select(i => 3 * Math.Exp(-GetTime(i * 1e-5, begin, length) / constant)).ToArray();
        Assert.That(DischargeFit.FindTimeConstant(volts, 1e-5, 0.05), Is.EqualTo(constant).Within(2).Percent);
    }

    private static double GetTime(double time, double begin, double length)
    {
        var discharge = Math.Clamp(time - begin, 0, length);
        return discharge + (time - discharge) / 110;
    }

    private static Circuit Capacitor(double farads)
    {
        var circuit = new Circuit("c", "a capacitor") { Step = TimeSpan.FromMicroseconds(farads < 1e-7 ? 2 : 20) };
        return farads == 0 ? circuit : circuit.Capacitor("CAP", Circuit.Ground, farads);
    }
}
