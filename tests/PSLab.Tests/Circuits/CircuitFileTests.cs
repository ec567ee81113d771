using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Console;
using OpenEvent.PSLab.Tests.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Circuits;

/// <summary>A circuit of one's own, from a text file.</summary>
public class CircuitFileTests
{
    private const string Divider = """
        # a divider of 1:3, and a current source
        wire SI1 CH3
        wire PV2 CH2
        resistor PV1 a 2k
        resistor a GND 1k
        wire a CH1
        wire PCS AN4
        resistor PCS GND 100
        step 10u
        """;

    [Test]
    public async Task The_parts_of_a_file_are_connected()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.GetPath("own.txt"), Divider);
        await using var testBoard = new TestBoard(
            new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get(folder.GetPath("own.txt")), IsV5: true)
        );
        var board = testBoard.Board;
        await board.Power.SetAsync(PSLab.Instruments.SupplyOutput.PV1, 3, default);
        await board.Power.SetAsync(PSLab.Instruments.SupplyOutput.PV2, 1.5, default);
        await board.Power.SetAsync(PSLab.Instruments.SupplyOutput.PCS, 2e-3, default);
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, default), Is.EqualTo(1).Within(0.02));
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.CH2, default), Is.EqualTo(1.5).Within(0.06));
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.AN4, default), Is.EqualTo(0.2).Within(0.005));
    }

    [Test]
    public async Task The_circuit_bridges_has_the_same_outputs()
    {
        await using var testBoard = new TestBoard("bridges", isV5: true);
        var board = testBoard.Board;
        await board.Waveforms.StartAsync(1, 1000, null, default);
        var capture = await board.Oscilloscope.CaptureAsync(
            new PSLab.Instruments.CaptureSettings(1, 500, 1e-5) { First = AnalogInput.CH3 },
            default
        );
        Assert.That(capture.Traces[0].Volts.Max(), Is.GreaterThan(3));
        await board.Power.SetAsync(PSLab.Instruments.SupplyOutput.PCS, 3e-3, default);
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.AN4, default), Is.EqualTo(0.3).Within(0.005));
    }

    [TestCase("wire SI1 CH9", "Line 1", "There is no pin CH9")]
    [TestCase("\nresistor PV1 CH1 ten", "Line 2", "'ten' is not a value")]
    [TestCase("resistor PV1 CH1 0", "Line 1", "'0' is not a value")]
    [TestCase("transistor a b c", "Line 1", "is not a part")]
    [TestCase("wire SI1 CH1 CH2", "Line 1", "is not a part")]
    [TestCase("wire SI1 a\nwire a PV1", "own", "connects the outputs")]
    public void A_wrong_line_is_named_with_the_reason(string text, string line, string reason) =>
        Assert.That(
            () => CircuitFile.Parse(text, "own"),
            Throws.TypeOf<BoardException>().With.Message.Contains(line).And.Message.Contains(reason)
        );

    [Test]
    public void A_missing_file_is_an_error() =>
        Assert.That(
            () => PSLab.Virtual.CircuitCatalogue.Get("/nowhere/own.txt"),
            Throws.TypeOf<BoardException>().With.Message.Contains("/nowhere/own.txt")
        );
}
