using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Virtual;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Circuits;

/// <summary>Tests each instrument with suitable circuits, with noise and offsets, within the accuracy of the board.</summary>
public class InstrumentsTests
{
    [Test]
    public async Task A_sine_comes_back_with_its_frequency_and_amplitude(
        [Values("bench", "loopback", "rc", "rectifier", "resonance")] string circuit,
        [Values] FirmwareProfile profile
    )
    {
        await using var testBoard = new ReconnectableTestBoard(circuit, profile);
        var hertz = await testBoard.Board.Waveforms.StartAsync(1, 1000, null, default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new CaptureSettings(1, 5000, 4e-6), default);
        Assert.That(capture.Bits, Is.EqualTo(12));
        var fit = SineFit.Fit(capture.Traces[0].Volts, capture.Interval, hertz * 1.001);
        Assert.That(fit.Hertz, Is.EqualTo(hertz).Within(0.1).Percent);
        Assert.That(fit.Amplitude, Is.EqualTo(3.3).Within(2).Percent);
    }

    [TestCase("bench", 10_000)]
    [TestCase("parts", 10_000)]
    [TestCase("microfarad", 1_000)]
    [TestCase("ohms-law", 4_700)]
    public async Task Resistance(string circuit, double ohms)
    {
        await using var testBoard = new ReconnectableTestBoard(circuit);
        Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(ohms).Within(1).Percent);
    }

    [TestCase("open")]
    [TestCase("loopback")]
    public async Task Nothing_on_RES_is_infinite(string circuit)
    {
        await using var testBoard = new ReconnectableTestBoard(circuit);
        Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(double.PositiveInfinity));
    }

    [TestCase("bench", 1e-9)]
    [TestCase("parts", 1e-9)]
    [TestCase("microfarad", 1e-6)]
    public async Task Capacitance(string circuit, double farads)
    {
        await using var testBoard = new ReconnectableTestBoard(circuit);
        Assert.That(await testBoard.Board.Multimeter.MeasureCapacitanceAsync(default), Is.EqualTo(farads).Within(3).Percent);
    }

    [Test]
    public async Task Temperature_is_that_of_the_chip()
    {
        await using var testBoard = new ReconnectableTestBoard("open");
        Assert.That(await testBoard.Board.Multimeter.MeasureTemperatureAsync(default), Is.EqualTo(27.5).Within(1));
    }

    [Test]
    public async Task Duty_is_right_to_a_tick(
        [Values("bench", "loopback", "rc", "ring-down")] string circuit,
        [Values(0.1, 0.25, 0.5, 0.9)] double duty
    )
    {
        await using var testBoard = new ReconnectableTestBoard(circuit);
        var hertz = await testBoard.Board.Pulses.StartAsync(1000, [duty, 0, 0, 0], [0, 0, 0, 0], default);
        var (period, measured) = await testBoard.Board.Logic.MeasureDutyCycleAsync(DigitalInput.LA1, TimeSpan.FromSeconds(2), default);
        Assert.That(period, Is.EqualTo(1 / hertz).Within(1e-12));
        Assert.That(measured * period * 64e6, Is.EqualTo(duty / hertz * 64e6).Within(1.001));
    }

    [TestCase(10)]
    [TestCase(1000)]
    [TestCase(123_456)]
    [TestCase(1_000_000)]
    public async Task Frequency_is_exact(double expected)
    {
        await using var testBoard = new ReconnectableTestBoard("loopback");
        var hertz = await testBoard.Board.Pulses.StartAsync(expected, [0.5, 0, 0, 0], [0, 0, 0, 0], default);
        Assert.That(
            await testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA1, TimeSpan.FromSeconds(5), default),
            Is.EqualTo(hertz).Within(hertz * 1e-9)
        );
    }

    [TestCase(-3.0)]
    [TestCase(0.0)]
    [TestCase(1.0)]
    [TestCase(3.0)]
    public async Task Supplies_give_what_is_set(double volts)
    {
        await using var testBoard = new ReconnectableTestBoard("ohms-law", isV5: true);
        var set = await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, volts, default);
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, default), Is.EqualTo(set).Within(0.03));
    }

    [Test]
    public async Task A_diode_has_the_voltage_of_silicon()
    {
        await using var testBoard = new ReconnectableTestBoard("diode");
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV1, 3, default);
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, default), Is.EqualTo(3).Within(0.05));
        Assert.That(await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.CH2, default), Is.EqualTo(0.623).Within(0.015));
    }

    [Test]
    public async Task A_trigger_starts_the_recording_when_the_voltage_rises_through_the_level([Values(-1.0, 0, 1.5)] double level)
    {
        // Without noise: the board's trigger has no hysteresis, so noise can make a falling edge look like a rising one.
        await using var testBoard = new ReconnectableTestBoard("loopback", imperfect: false);
        await testBoard.Board.Waveforms.StartAsync(1, 1000, null, default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(
            new CaptureSettings(1, 1000, 2e-6) { Trigger = new Trigger(AnalogInput.CH1, level) },
            default
        );
        var volts = capture.Traces[0].Volts;
        Assert.That(capture.Bits, Is.EqualTo(10));
        // The sine rises by 41 mV for each sample, and a code is 32 mV. So the first sample is at most three codes above the level.
        Assert.That(volts[0], Is.EqualTo(level).Within(0.15));
        Assert.That(volts.Skip(40).Take(10).Average(), Is.GreaterThan(volts.Take(10).Average() + 0.3), "the voltage rises");
    }

    [Test]
    public async Task A_trigger_may_be_on_another_channel_than_the_first()
    {
        await using var testBoard = new ReconnectableTestBoard("loopback", imperfect: false);
        await testBoard.Board.Waveforms.StartBothAsync(1000, 1000, 90, default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(
            new CaptureSettings(2, 200, 2e-6) { Trigger = new Trigger(AnalogInput.CH2, 1) },
            default
        );
        Assert.That(capture.Traces[1].Volts[0], Is.EqualTo(1).Within(0.15));
        Assert.That(capture.Traces[1].Volts[50], Is.GreaterThan(2));
        Assert.That(Math.Abs(capture.Traces[0].Volts[0]), Is.GreaterThan(2), "a quarter of a period from the zero crossing");
    }

    [Test]
    public async Task On_inputs_that_are_not_inverted_a_trigger_starts_when_the_voltage_falls()
    {
        await using var testBoard = new ReconnectableTestBoard("bench", imperfect: false);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(
            new CaptureSettings(4, 500, 2e-6) { Trigger = new Trigger(AnalogInput.Mic, 0.3) },
            default
        );
        var volts = capture.Traces[3].Volts;
        Assert.That(volts[0], Is.EqualTo(0.3).Within(0.03));
        Assert.That(volts[100], Is.LessThan(0));
    }

    [Test]
    public async Task A_trigger_without_a_signal_times_out_and_the_recording_starts_anyway()
    {
        await using var testBoard = new ReconnectableTestBoard("loopback");
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(
            new CaptureSettings(2, 100, 10e-6) { Trigger = new Trigger(AnalogInput.CH1, 5) },
            default
        );
        Assert.That(capture.Traces[0].Volts.Average(), Is.EqualTo(0).Within(0.05));
    }

    [Test]
    public async Task Four_channels_are_recorded_simultaneously()
    {
        await using var testBoard = new ReconnectableTestBoard("bench");
        await testBoard.Board.Waveforms.StartBothAsync(1000, 1000, 90, default);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV2, 1, default);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new CaptureSettings(4, 2000, 5e-6), default);
        var fits = capture.Traces.Select(t => SineFit.Fit(t.Volts, capture.Interval, t.Channel == AnalogInput.Mic ? 440 : 1000)).ToArray();
        Assert.That(Math.IEEERemainder(fits[1].Phase - fits[0].Phase, 2 * Math.PI), Is.EqualTo(Math.PI / 2).Within(0.03));
        Assert.That(fits[2].Offset, Is.EqualTo(1).Within(0.03));
        Assert.That(fits[3].Amplitude, Is.EqualTo(0.8).Within(0.02));
    }

    [Test]
    public async Task Buses_find_the_connected_devices()
    {
        await using var testBoard = new ReconnectableTestBoard("bench");
        Assert.That(await testBoard.Board.I2c.ScanAsync(default), Is.EqualTo((int[])[0x68]));
        var time = new DateTimeOffset(2026, 7, 14, 12, 34, 56, TimeSpan.Zero);
        await testBoard.Board.Clock.SetAsync(time, default);
        Assert.That(await testBoard.Board.Clock.GetAsync(default), Is.EqualTo(time).Within(TimeSpan.FromSeconds(30)));
        Assert.That((await testBoard.Board.I2c.ReadAsync(0x68, 4, 3, default))[1..], Is.EqualTo((byte[])[0x07, 0x26]));
        await testBoard.Board.Spi.ConfigureAsync(new SpiSettings(16, 4), default);
        Assert.That(await testBoard.Board.Spi.ExchangeAsync([1, 2, 254], default), Is.EqualTo((int[])[1, 2, 254]));
        await testBoard.Board.Uart.WriteAsync([65, 66], default);
        Assert.That(await testBoard.Board.Uart.ReadAsync(10, default), Is.EqualTo((byte[])[65, 66]));
    }

    [Test]
    public async Task Pulses_are_counted_and_levels_read()
    {
        await using var testBoard = new ReconnectableTestBoard("loopback");
        await testBoard.Board.Logic.StartCountingAsync(DigitalInput.LA2, default);
        for (var i = 0; i < 5; i++)
        {
            await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [2] = true }, default);
            await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [2] = false }, default);
        }
        Assert.That(await testBoard.Board.Logic.ReadPulseCountAsync(default), Is.EqualTo(5));
        await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [1] = true, [4] = true }, default);
        Assert.That(await testBoard.Board.Pins.ReadAsync(default), Is.EqualTo((bool[])[true, false, false, true]));
    }
}
