using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>The best gain for a voltage is the highest one that does not clip it, even if the offset distorts the first reading.</summary>
public class AutorangeTests
{
    private static readonly string[] Channels = ["CH1", "CH2"];

    private static IEnumerable<TestCaseData> Cases() =>
        from channel in Channels
        from sign in new[] { 1, -1 }
        from c in new (double Volts, double Offset, double Gain)[]
        {
            // The offset makes the voltage look suitable for gain 32, which would clip it: 16.5 V is the end of the scale and 0.62 · 32 =
            // 19.8.
            (0.62, -0.13, 16),
            (0.62, 0.13, 16),
            (1.15, -0.2, 10),
            (4.2, -0.25, 2),
            // Gain 32 just holds the voltage if the offset has the opposite sign; otherwise it is clipped.
            (0.512, -0.13, 32),
            (0.512, 0.13, 16),
            // The voltage fits and keeps its gain. The second one looks too large at first.
            (0.4, -0.13, 32),
            (0.45, 0.13, 32),
            (0.62, 0, 16),
            (0.4, 0, 32),
            // The gain must decrease by more than one step.
            (1.15, -0.7, 10),
        }
        select new TestCaseData(channel, sign * c.Volts, sign * c.Offset, c.Gain);

    [TestCaseSource(nameof(Cases))]
    public async Task The_gain_is_the_highest_that_does_not_clip_the_voltage(string channel, double volts, double offset, double gain)
    {
        await using var testBoard = CreateBoard(offset);
        var input = AnalogInput.Find(channel)!;
        var set = await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, volts, default);
        // The remaining offset, and four steps of the range.
        var tolerance = Math.Abs(offset) / gain + 4 * 33 / gain / 4095;
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(input, default), Is.EqualTo(set).Within(tolerance));
        Assert.That(await testBoard.Board.Oscilloscope.AutorangeAsync(input, default), Is.EqualTo(gain));
        Assert.That(
            await testBoard.Board.Multimeter.MeasureAverageVoltageAsync(input, 1, default),
            Is.EqualTo(set).Within(tolerance),
            "the gain does not change"
        );
    }

    private static TestBoard CreateBoard(double offset) =>
        new(
            new VirtualBoardOptions(new Circuit("test", "").Wire("PV1", "CH1").Wire("PV1", "CH2"), IsV5: true)
            {
                Offsets = Channels.ToDictionary(c => c, _ => offset),
            }
        );
}
