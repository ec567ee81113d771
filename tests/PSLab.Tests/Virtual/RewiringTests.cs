using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Instruments;
using OpenEvent.PSLab.Tool;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The circuit of a running virtual board is changed.</summary>
public sealed class RewiringTests
{
    [Test]
    public async Task A_line_with_a_name_connects_that_circuit_and_a_line_without_one_the_first()
    {
        await using var board = new TestBoard("ohms-law");
        var control = new VirtualBoardControl(board.Virtual);
        Assert.That(await board.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(4700).Within(1).Percent);
        Assert.That(control.Execute("circuit microfarad"), Is.EqualTo("ok circuit microfarad"));
        Assert.That(await board.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(1000).Within(1).Percent);
        Assert.That(control.Execute("circuit"), Is.EqualTo("ok circuit"));
        Assert.That(await board.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(4700).Within(1).Percent);
    }

    [Test]
    public async Task The_outputs_keep_their_settings_when_the_circuit_changes()
    {
        await using var board = new TestBoard("ohms-law");
        await board.Board.Power.SetAsync(PSLab.Instruments.SupplyOutput.PV1, 3, default);
        board.Virtual.Rewire(CircuitCatalogue.Get("diode"));
        Assert.That(await board.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, default), Is.EqualTo(3).Within(0.15));
        Assert.That(await board.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH2, default), Is.InRange(0.4, 0.9), "a diode");
    }

    [TestCase("circuit nowhere", "error There is no circuit 'nowhere'.")]
    [TestCase("circuit /etc/passwd", "error There is no circuit '/etc/passwd'.")]
    [TestCase("circuit ../rc", "error There is no circuit '../rc'.")]
    [TestCase("quit", "error The commands are: circuit NAME, circuit.")]
    [TestCase("", "error The commands are: circuit NAME, circuit.")]
    public async Task Unknown_names_paths_and_commands_are_answered_with_an_error(string line, string answer)
    {
        await using var board = new TestBoard("ohms-law");
        Assert.That(new VirtualBoardControl(board.Virtual).Execute(line), Is.EqualTo(answer));
        Assert.That(await board.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(4700).Within(1).Percent);
    }

    [Test]
    public void The_parts_of_a_circuit_have_ends_values_and_units()
    {
        var parts = CircuitCatalogue.Get("rc").Wiring.ToList();
        Assert.That(parts[0], Is.EqualTo(new CircuitPart("wire", "SI1", "CH1", null, null)));
        Assert.That(parts[1], Is.EqualTo(new CircuitPart("resistor", "SI1", "CH2", 1600, "Ω")));
        Assert.That(parts[2], Is.EqualTo(new CircuitPart("capacitor", "CH2", "GND", 100e-9, "F")));
        Assert.That(CircuitCatalogue.Get("ring-down").Wiring.Last(), Is.EqualTo(new CircuitPart("inductor", "CH1", "GND", 10e-3, "H")));
        Assert.That(CircuitCatalogue.Get("diode").Wiring.Last(), Is.EqualTo(new CircuitPart("diode", "CH2", "GND", null, null)));
        Assert.That(CircuitCatalogue.Get("open").Wiring.First(), Is.EqualTo(new CircuitPart("sine", "mains", "GND", 1, "V")));
    }
}
