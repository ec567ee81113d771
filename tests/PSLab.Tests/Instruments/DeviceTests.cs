using NUnit.Framework;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Link;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>
/// What any board must do: ./test --device PATH runs it on a real one, with SI1 to CH1, SI2 to CH2, SQ1 to LA1, SQ2 to LA2 and PV3 to VOL connected;
/// without a device it runs on the virtual board's serial port, wired the same.
/// </summary>
public class DeviceTests
{
    private static readonly string? Device = Environment.GetEnvironmentVariable("OPENEVENT_DEVICE");

    [Test] public Task It_is_a_PSLab() => On(async board => Assert.That((await board.IdentifyAsync(default)).Version, Does.Contain("PSLab")));

    [Test] public Task A_supply_is_seen_by_the_voltmeter() => On(async board =>
    {
        foreach (var volts in (double[])[0.5, 1.5, 3])
        {
            await board.Power.SetAsync(Supply.PV3, volts, default);
            Assert.That(await board.Multimeter.VoltsAsync(AnalogInput.Vol, default), Is.EqualTo(volts).Within(0.1));
        }
    });

    [Test] public Task A_sine_is_seen_by_the_oscilloscope() => On(async board =>
    {
        await board.Waves.StartAsync(1, 1000, "sine", default);
        var capture = await board.Oscilloscope.CaptureAsync(new(1, 4000, 5e-6), default);
        var fit = Circuits.SineFit.To(capture.Traces[0].Volts, capture.Interval, 1000);
        Assert.That(fit.Hertz, Is.EqualTo(1000).Within(1).Percent);
        Assert.That(fit.Amplitude, Is.EqualTo(3.3).Within(10).Percent);
    });

    [Test] public Task Pulses_are_seen_by_the_logic_analyser() => On(async board =>
    {
        var hertz = await board.Pulses.StartAsync(10_000, [0.25, 0.5, 0, 0], [0, 0.25, 0, 0], default);
        Assert.That(await board.Logic.FrequencyAsync(DigitalInput.LA1, TimeSpan.FromSeconds(1), default), Is.EqualTo(hertz).Within(0.01).Percent);
        Assert.That((await board.Logic.DutyAsync(DigitalInput.LA1, TimeSpan.FromSeconds(1), default)).Duty, Is.EqualTo(0.25).Within(0.001));
    });

    [Test] public Task Function_strings_run() => On(async board =>
    {
        foreach (var text in (string[])["capture1('CH1', 100, 10)", "capture2(50, 10)", "capture4(50, 10)", "get_voltage('AN8')", "get_states()", "get_version()"])
            Assert.That((await FunctionString.Parse(text).RunAsync(board, default)).Value, Is.Not.Null, text);
    });

    private static async Task On(Func<Board, Task> use)
    {
        await using var served = Device is null ? new ServedPort() : null;
        await using var board = new Board(Device ?? served!.Path);
        await use(board);
        await board.MakeSafeAsync(default);
    }
}
