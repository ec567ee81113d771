using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class GeneratorTests(FirmwareProfile profile)
{
    [TestCase(1000, 1000)]
    [TestCase(5000, 5000)]
    [TestCase(500, 500)]
    [TestCase(0.1, 0.1)]
    [TestCase(777, 776.4)]
    public async Task A_wave_reports_its_actual_frequency(double requested, double actual)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        Assert.That(await testBoard.Board.Waveforms.StartAsync(1, requested, null, default), Is.EqualTo(actual).Within(0.1).Percent);
    }

    [Test]
    public async Task A_table_is_loaded_and_read_back()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Waveforms.LoadAsync(2, [-3.3, 3.3], default);
        var table = await testBoard.Board.Waveforms.ReadAsync(2, default);
        Assert.That(table, Has.Length.EqualTo(512));
        Assert.That(
            (table[0], table[128], table[256]),
            Is.EqualTo((-3.3, 0.0, 3.3))
                .Using<(double, double, double)>(
                    (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 0.05
                )
        );
        await testBoard.Board.Waveforms.LoadAsync(1, "tria", default);
        Assert.That((await testBoard.Board.Waveforms.ReadAsync(1, default)).Max(), Is.EqualTo(3.3).Within(0.01));
    }

    [Test]
    public void The_sine_table_is_that_of_the_clients()
    {
        var (longTable, shortTable) = WaveformGenerator.ToTables(WaveformGenerator.GetShapePoints("sine"));
        Assert.That(longTable[..2], Is.EqualTo((uint[])[256, 259]));
        Assert.That((longTable.Max(), longTable.Min(), shortTable.Length, shortTable.Max()), Is.EqualTo((511u, 0u, 32, 63u)));
    }

    [TestCase(0.25, 0, 64000, 0u, 15999u)]
    [TestCase(0.5, 0, 640, 0u, 319u)]
    [TestCase(0, 0, 64000, 0u, 1u)]
    [TestCase(0.7, 0, 640, 0u, 447u)]
    [TestCase(0.25, 0.5, 1000, 499u, 749u)]
    [TestCase(0.5, -0.25, 1000, 749u, 249u)]
    public void Pulses_end_where_those_of_other_clients_end(double duty, double phase, int period, uint low, uint high) =>
        Assert.That(PulseGenerator.GetCompareValues(duty, phase, period), Is.EqualTo((low, high)));

    [TestCase(1000, 0.25)]
    [TestCase(100_000, 0.5)]
    [TestCase(50, 0.1)]
    [TestCase(12_345, 0.9)]
    [TestCase(54_321, 0.333)]
    public async Task The_duty_of_pulses_is_right_within_one_tick(double hertz, double duty)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var actual = await testBoard.Board.Pulses.StartAsync(hertz, [duty, 0.5, 0, 1], [0, 0, 0, 0], default);
        var (period, measured) = await testBoard.Board.Logic.MeasureDutyCycleAsync(DigitalInput.LA1, TimeSpan.FromSeconds(5), default);
        var tick = 1 / Board.ClockHz * (hertz < 1000 ? 64 : 1);
        Assert.That(period, Is.EqualTo(1 / actual).Within(tick));
        Assert.That(measured * period, Is.EqualTo(duty / actual).Within(tick * 1.001));
        Assert.That(
            await testBoard.Board.Pins.ReadAsync(default),
            Is.EqualTo((bool[])[false, false, false, true]).Using<bool[]>((a, b) => a[2] == b[2] && a[3] == b[3])
        );
    }

    [Test]
    public async Task The_phase_between_pulses_is_right()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartAsync(1000, [0.5, 0.5, 0, 0], [0, 0.25, 0, 0], default);
        var delay = await testBoard.Board.Logic.MeasureIntervalAsync(
            new(DigitalInput.LA1, Edge.Rising),
            new(DigitalInput.LA2, Edge.Rising),
            TimeSpan.FromSeconds(5),
            default
        );
        Assert.That(Math.IEEERemainder(delay - 0.25e-3, 1e-3), Is.EqualTo(0).Within(0.2e-6));
    }

    [Test]
    public async Task A_square_wave_has_a_frequency_of_its_own()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartSquareAsync(1, 4000, 0.25, default);
        var slow = await testBoard.Board.Pulses.StartSquareAsync(2, 700, 0.5, default);
        Assert.That(
            await testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA1, TimeSpan.FromSeconds(5), default),
            Is.EqualTo(4000).Within(1e-6)
        );
        Assert.That(
            await testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA2, TimeSpan.FromSeconds(5), default),
            Is.EqualTo(slow).Within(0.001)
        );
    }

    [Test]
    public async Task The_reference_clock_is_on_its_pins_and_continues_when_pulses_start_on_others()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        Assert.That(await testBoard.Board.Pulses.MapReferenceAsync(12, [4], default), Is.EqualTo(31_250));
        await testBoard.Board.Pulses.StartAsync(1000, [0.5, 0.5, 0.5, 0.5], [0, 0, 0, 0], default);
        Assert.That(
            await testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA4, TimeSpan.FromSeconds(5), default),
            Is.EqualTo(31_250).Within(0.01).Percent
        );
    }

    [Test]
    public async Task Values_out_of_range_are_rejected_with_the_limit()
    {
        await using var testBoard = new TestBoard("open", profile);
        var waves = testBoard.Board.Waveforms;
        var pulses = testBoard.Board.Pulses;
        Assert.That(GetError(() => waves.StartAsync(1, 2e6 + 1, null, default)), Does.Contain("0.1 Hz to 2 MHz"));
        Assert.That(GetError(() => waves.StartAsync(1, double.NaN, null, default)), Does.Contain("0.1 Hz to 2 MHz"));
        Assert.That(GetError(() => waves.StartAsync(3, 100, null, default)), Does.Contain("SI1 or SI2"));
        Assert.That(GetError(() => waves.StartBothAsync(100, 100, 400, default)), Does.Contain("360"));
        Assert.That(GetError(() => waves.LoadAsync(1, [0, 4], default)), Does.Contain("3.3"));
        Assert.That(GetError(() => waves.LoadAsync(1, "square", default)), Does.Contain("sine or tria"));
        Assert.That(GetError(() => pulses.StartAsync(3, [0, 0, 0, 0], [0, 0, 0, 0], default)), Does.Contain("4 Hz to 10 MHz"));
        Assert.That(GetError(() => pulses.StartAsync(4, [0, 0, 0, 2], [0, 0, 0, 0], default)), Does.Contain("0 to 1"));
        Assert.That(GetError(() => pulses.StartSquareAsync(3, 100, 0.5, default)), Does.Contain("SQ1 or SQ2"));
        Assert.That(GetError(() => pulses.MapReferenceAsync(16, [1], default)), Does.Contain("0 to 15"));
        Assert.That(GetError(() => pulses.SetServosAsync([181], default)), Does.Contain("180"));
    }

    private static string GetError(Func<Task> call) => Assert.ThrowsAsync<BoardException>(() => call())!.Message;
}
