using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Circuits;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class OscilloscopeTests(FirmwareProfile profile)
{
    [TestCase(1000, 10)]
    [TestCase(100, 50)]
    [TestCase(3000, 4)]
    public async Task A_12_bit_capture_of_a_sine_has_the_right_frequency_and_amplitude(double hertz, double micros)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var actual = await testBoard.Board.Waveforms.StartAsync(1, hertz, "sine", default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(1, 4000, micros * 1e-6), default);
        var fit = SineFit.Fit(capture.Traces[0].Volts, capture.Interval, hertz);
        Assert.That(capture.Bits, Is.EqualTo(12));
        Assert.That(fit.Hertz, Is.EqualTo(actual).Within(0.1).Percent);
        if (hertz <= 1000)
            Assert.That(fit.Amplitude, Is.EqualTo(3.3).Within(2).Percent);
    }

    [Test]
    public async Task A_running_recording_of_the_logic_analyser_does_not_write_into_a_capture()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartAsync(1000, [0.5, 0.5, 0, 0], [0, 0, 0, 0], default);
        await testBoard.Board.Logic.StartAsync(
            new LogicSettings([new(DigitalInput.LA1, Edge.Any), new(DigitalInput.LA2, Edge.Any)]),
            default
        );
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(2, 1000, 100e-6), default);
        Assert.That(capture.Traces.SelectMany(t => t.Volts).Select(Math.Abs), Is.All.LessThan(0.5));
    }

    [Test]
    public async Task A_running_capture_does_not_write_into_a_recording_of_the_logic_analyser()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Oscilloscope.StartAsync(new(2, 1000, 1e-3), default);
        await testBoard.Board.Logic.StartAsync(new LogicSettings([new(DigitalInput.LA1, Edge.Any)]), default);
        testBoard.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That((await testBoard.Board.Logic.FetchAsync(default))[0].Times, Is.Empty);
    }

    [TestCase(2, 2)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    public async Task Several_channels_are_recorded_at_once(int channels, int traces)
    {
        await using var testBoard = new TestBoard("bench", profile);
        await testBoard.Board.Waveforms.StartBothAsync(1000, 1000, 90, default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(channels, 2000, 2e-6), default);
        Assert.That(capture.Traces.Select(t => t.Channel.Name), Is.EqualTo(((string[])["CH1", "CH2", "CH3", "MIC"]).Take(traces)));
        var one = SineFit.Fit(capture.Traces[0].Volts, 2e-6, 1000);
        var two = SineFit.Fit(capture.Traces[1].Volts, 2e-6, 1000);
        Assert.That(one.Amplitude, Is.EqualTo(3.3).Within(2).Percent);
        Assert.That(Math.IEEERemainder(two.Phase - one.Phase, 2 * Math.PI), Is.EqualTo(Math.PI / 2).Within(0.03));
    }

    [Test]
    public async Task Three_channels_have_room_for_3333_samples()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That(
            (await testBoard.Board.Oscilloscope.CaptureAsync(new(3, 3333, 2e-6), default)).Traces,
            Has.All.Matches<Trace>(t => t.Volts.Length == 3333)
        );
    }

    [TestCase(1.0)]
    [TestCase(-2.0)]
    [TestCase(0)]
    public async Task A_trigger_starts_as_the_voltage_rises_through_its_level(double level)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        // A steep signal: the trigger has no hysteresis, so noise on a slow falling edge can look like a rising edge.
        await testBoard.Board.Waveforms.StartAsync(1, 4000, "sine", default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(
            new(1, 1000, 2e-6) { Trigger = new(AnalogInput.CH1, level) },
            default
        );
        var volts = capture.Traces[0].Volts;
        Assert.That(volts[0], Is.EqualTo(level).Within(0.4));
        Assert.That(volts[8..12].Average(), Is.GreaterThan(volts[0] + 0.3), "The voltage rises.");
        Assert.That(capture.Bits, Is.EqualTo(10));
    }

    [Test]
    public async Task A_capture_whose_trigger_does_not_come_starts_at_the_time_out()
    {
        await using var testBoard = new TestBoard("open", profile);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(1, 100, 2e-6) { Trigger = new(AnalogInput.CH1, 10) }, default);
        Assert.That(capture.Traces[0].Volts, Has.All.EqualTo(0).Within(0.5));
    }

    [Test]
    public async Task A_trigger_applies_to_all_later_captures()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Waveforms.StartAsync(1, 4000, "sine", default);
        await testBoard.Board.Oscilloscope.SetTriggerAsync(new Trigger(AnalogInput.CH1, 2), default);
        for (var i = 0; i < 3; i++)
            Assert.That(
                (await testBoard.Board.Oscilloscope.CaptureAsync(new(2, 100, 2e-6), default)).Traces[0].Volts[0],
                Is.EqualTo(2).Within(0.4)
            );
        await testBoard.Board.Oscilloscope.SetTriggerAsync(null, default);
        Assert.That((await testBoard.Board.Oscilloscope.CaptureAsync(new(1, 100, 2e-6), default)).Bits, Is.EqualTo(12));
    }

    [Test]
    public async Task A_gain_magnifies_small_voltages_and_clips_large_ones()
    {
        await using var testBoard = new TestBoard("ohms-law", profile);
        var scope = testBoard.Board.Oscilloscope;
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, 3, default);
        await scope.SetRangeAsync(AnalogInput.CH2, 4, default);
        var capture = await scope.CaptureAsync(new(1, 500, 10e-6) { First = AnalogInput.CH2 }, default);
        Assert.That(capture.Traces[0].Volts.Average(), Is.EqualTo(2).Within(0.35));
        await scope.SetGainAsync(AnalogInput.CH2, 32, default);
        Assert.That(
            (await scope.CaptureAsync(new(1, 500, 10e-6) { First = AnalogInput.CH2 }, default)).Traces[0].Volts.Max(),
            Is.LessThan(0.53)
        );
        Assert.That(await scope.AutorangeAsync(AnalogInput.CH2, default), Is.EqualTo(5).Or.EqualTo(8));
    }

    [Test]
    public async Task Ten_bit_captures_can_sample_every_half_microsecond()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Waveforms.StartAsync(1, 5000, "sine", default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(1, 10_000, 0.5e-6), default);
        Assert.That((capture.Bits, capture.Interval), Is.EqualTo((10, 0.5e-6)));
        Assert.That(SineFit.Fit(capture.Traces[0].Volts, 0.5e-6, 5000).Hertz, Is.EqualTo(5000).Within(0.1).Percent);
    }

    [Test]
    public async Task A_capture_can_be_started_watched_and_fetched()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var scope = testBoard.Board.Oscilloscope;
        await scope.StartAsync(new(2, 1000, 50e-6), default);
        Assert.That((await scope.GetProgressAsync(default)).Total, Is.EqualTo(1000));
        Assert.That((await scope.FetchAsync(default)).Traces[1].Volts, Has.Length.EqualTo(1000));
        Assert.That((await scope.GetProgressAsync(default)).IsComplete, Is.True);
    }

    [Test]
    public async Task Progress_is_reported_while_it_records()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        // On a busy machine the first poll may come after the end, so try again.
        var isSeen = false;
        for (var attempt = 0; attempt < 100 && !isSeen; attempt++)
        {
            var shares = new List<double>();
            await testBoard.Board.Oscilloscope.CaptureAsync(new(2, 2000, 100e-6), default, new Listener(shares));
            Assert.That(shares, Is.Ordered);
            Assert.That(shares[^1], Is.EqualTo(1));
            isSeen = shares.Exists(s => s is > 0 and < 1);
        }
        Assert.That(isSeen);
    }

    [TestCase(1, 10_001, 10, "1 to 10000")]
    [TestCase(2, 5001, 10, "1 to 5000")]
    [TestCase(3, 3334, 10, "1 to 3333")]
    [TestCase(4, 2501, 10, "1 to 2500")]
    [TestCase(5, 10, 10, "1 to 4")]
    [TestCase(1, 0, 10, "1 to 10000")]
    [TestCase(1, 10, 0.4, "0.5")]
    [TestCase(2, 10, 0.8, "0.875")]
    [TestCase(3, 10, 1.7, "1.75")]
    [TestCase(4, 10, 1.7, "1.75")]
    [TestCase(1, 10, 8192, "8191.875")]
    [TestCase(1, 10, double.NaN, "0.5")]
    public async Task Values_out_of_range_are_rejected_with_the_limit(int channels, int samples, double micros, string limit)
    {
        await using var testBoard = new TestBoard("open", profile);
        var exception = Assert.ThrowsAsync<BoardException>(() =>
            testBoard.Board.Oscilloscope.CaptureAsync(new(channels, samples, micros * 1e-6), default)
        )!;
        Assert.That((exception.Kind, exception.Message), Is.EqualTo((BoardErrorKind.OutOfRange, exception.Message)));
        Assert.That(exception.Message, Does.Contain(limit));
    }

    [Test]
    public async Task An_impossible_trigger_gain_or_range_is_rejected()
    {
        await using var testBoard = new TestBoard("open", profile);
        var scope = testBoard.Board.Oscilloscope;
        Assert.That(
            Assert
                .ThrowsAsync<BoardException>(() => scope.CaptureAsync(new(1, 10, 0.5e-6) { Trigger = new(AnalogInput.CH1, 0) }, default))!
                .Message,
            Does.Contain("0.75")
        );
        Assert.That(
            Assert
                .ThrowsAsync<BoardException>(() => scope.CaptureAsync(new(1, 10, 1e-6) { Trigger = new(AnalogInput.Vol, 0) }, default))!
                .Message,
            Does.Contain("cannot trigger")
        );
        Assert.That(
            Assert
                .ThrowsAsync<BoardException>(() => scope.CaptureAsync(new(1, 10, 1e-6) { Trigger = new(AnalogInput.CH1, 17) }, default))!
                .Message,
            Does.Contain("16.5")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => scope.SetGainAsync(AnalogInput.CH3, 2, default))!.Message,
            Does.Contain("CH1 and CH2")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => scope.SetGainAsync(AnalogInput.CH1, 3, default))!.Message,
            Does.Contain("1, 2, 4")
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => scope.SetRangeAsync(AnalogInput.CH1, 5, default))!.Message,
            Does.Contain("16, 8")
        );
    }

    private sealed class Listener(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
