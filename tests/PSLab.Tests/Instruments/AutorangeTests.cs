using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>The best gain for a voltage is the highest that does not cut it off, whatever the offset makes of the first reading.</summary>
public class AutorangeTests
{
    private static readonly string[] Channels = ["CH1", "CH2"];

    private static IEnumerable<TestCaseData> Cases() =>
        from channel in Channels
        from sign in new[] { 1, -1 }
        from c in new (double Volts, double Offset, double Gain)[]
        {
            // Hidden by the offset it looks like one for gain 32, where 16.5 V is the end: 0.62 · 32 = 19.8.
            (0.62, -0.13, 16),
            (0.62, 0.13, 16),
            (1.15, -0.2, 10),
            (4.2, -0.25, 2),
            // Gain 32 would just hold it: with the offset against it, it does; with the offset on top it is cut off.
            (0.512, -0.13, 32),
            (0.512, 0.13, 16),
            // Fits, and keeps its gain; the second looks too large for it at first.
            (0.4, -0.13, 32),
            (0.45, 0.13, 32),
            (0.62, 0, 16),
            (0.4, 0, 32),
            // Down by more than one gain.
            (1.15, -0.7, 10),
        }
        select new TestCaseData(channel, sign * c.Volts, sign * c.Offset, c.Gain);

    [TestCaseSource(nameof(Cases))]
    public async Task The_gain_is_the_highest_that_does_not_cut_the_voltage_off(string channel, double volts, double offset, double gain)
    {
        await using var testBoard = CreateBoard(offset);
        var input = AnalogInput.Find(channel)!;
        var set = await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, volts, default);
        // What is left of the offset, and four steps of the range.
        var tolerance = Math.Abs(offset) / gain + 4 * 33 / gain / 4095;
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(input, default), Is.EqualTo(set).Within(tolerance));
        Assert.That(await testBoard.Board.Oscilloscope.AutorangeAsync(input, default), Is.EqualTo(gain));
        Assert.That(
            await testBoard.Board.Multimeter.MeasureAverageVoltageAsync(input, 1, default),
            Is.EqualTo(set).Within(tolerance),
            "and it stays"
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
