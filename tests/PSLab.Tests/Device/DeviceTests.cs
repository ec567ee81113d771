using NUnit.Framework;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Circuits;
using OpenEvent.PSLab.Tests.Console;
using OpenEvent.PSLab.Tests.Link;

namespace OpenEvent.PSLab.Tests.Device;

/// <summary>
/// The suite for a board on a port (<c>./test --device PATH</c>), wired as described in docs/connect-a-pslab.md. Without a port it starts a
/// virtual board with that wiring as a separate process.
/// </summary>
public sealed class DeviceTests : IDisposable
{
    private TemporaryFolder? _folder;
    private PslabProcess? _virtual;
    private Board _board = null!;

    [OneTimeSetUp]
    public async Task ConnectAsync()
    {
        var path = Environment.GetEnvironmentVariable("OPENEVENT_DEVICE");
        if (string.IsNullOrEmpty(path))
        {
            _folder = new TemporaryFolder();
            path = _folder.GetPath("board");
            _virtual = await PslabProcess.StartVirtualAsync(path);
        }
        // The virtual board is another process, which may start late on a busy machine.
        _board = new Board(path, new LinkOptions { Margin = TimeSpan.FromSeconds(20), Time = LoadTolerantTimeProvider.Shared });
        var identity = await _board.IdentifyAsync(default);
        await TestContext.Progress.WriteLineAsync(
            $"{path}: {identity.Version}, firmware {identity.Firmware}{(_virtual is null ? "" : ", virtual")}"
        );
    }

    [OneTimeTearDown]
    public async Task DisconnectAsync()
    {
        await _board.MakeSafeAsync(default);
        await _board.DisposeAsync();
        if (_virtual is not null)
            await _virtual.SignalAsync("TERM");
    }

    public void Dispose()
    {
        _virtual?.Dispose();
        _folder?.Dispose();
    }

    [SetUp]
    public Task MakeSafeAsync() => _board.MakeSafeAsync(default);

    [Test]
    public async Task It_is_a_pslab() =>
        Assert.That((await _board.IdentifyAsync(default)).Version, Does.Contain("PSLab").Or.Contain("CSpark"));

    [TestCase(1, 1000)]
    [TestCase(1, 500)]
    [TestCase(2, 1000)]
    public async Task Generators_and_oscilloscope_agree(int output, double wanted)
    {
        var hertz = await _board.Waveforms.StartAsync(output, wanted, "sine", default);
        var input = output == 1 ? AnalogInput.CH1 : AnalogInput.CH2;
        var capture = await _board.Oscilloscope.CaptureAsync(new CaptureSettings(1, 5000, 4e-6) { First = input }, default);
        var fit = SineFit.Fit(capture.Traces[0].Volts, capture.Interval, hertz);
        Assert.That(fit.Hertz, Is.EqualTo(hertz).Within(0.1).Percent);
        // Real generators reach 3.2 V to 3.3 V. Other tests check the simulated one to 2 %.
        Assert.That(fit.Amplitude, Is.EqualTo(3.25).Within(4).Percent);
    }

    [Test]
    public async Task Resistor() =>
        Assert.That(await _board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(2).Percent);

    [Test]
    public async Task Capacitor() =>
        Assert.That(await _board.Multimeter.MeasureCapacitanceAsync(default), Is.EqualTo(1e-9).Within(10).Percent);

    [TestCase(0.5)]
    [TestCase(1.0)]
    [TestCase(2.5)]
    public async Task Supply_and_voltmeter_agree(double volts)
    {
        await _board.Power.SetAsync(SupplyOutput.PV3, volts, default);
        Assert.That(await _board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default), Is.EqualTo(volts).Within(0.05));
    }

    [TestCase(100, 64)]
    [TestCase(1000, 1)]
    [TestCase(100_000, 1)]
    public async Task Pulses_have_the_frequency_and_duty_that_were_set(double wanted, int prescaler)
    {
        var hertz = await _board.Pulses.StartAsync(wanted, [0.25, 0, 0, 0], [0, 0, 0, 0], default);
        Assert.That(
            await _board.Logic.MeasureFrequencyAsync(DigitalInput.LA1, TimeSpan.FromSeconds(3), default),
            Is.EqualTo(hertz).Within(hertz * 1e-4)
        );
        var (period, duty) = await _board.Logic.MeasureDutyCycleAsync(DigitalInput.LA1, TimeSpan.FromSeconds(3), default);
        Assert.That(Math.Abs(duty - 0.25) * period * 64e6, Is.LessThanOrEqualTo(prescaler + 0.1), "one count of the timer");
    }

    [Test]
    public async Task Levels_are_read_back()
    {
        foreach (var pattern in new[] { 0b0000, 0b1010, 0b0101, 0b1111 })
        {
            await _board.Pins.SetAsync(Enumerable.Range(0, 4).ToDictionary(i => i + 1, i => (pattern >> i & 1) != 0), default);
            Assert.That(await _board.Pins.ReadAsync(default), Is.EqualTo(Enumerable.Range(0, 4).Select(i => (pattern >> i & 1) != 0)));
        }
    }

    [Test]
    public async Task A_trigger_starts_the_recording_at_its_level()
    {
        await _board.Waveforms.StartAsync(1, 1000, "sine", default);
        var capture = await _board.Oscilloscope.CaptureAsync(
            new CaptureSettings(1, 500, 2e-6) { Trigger = new Trigger(AnalogInput.CH1, 1) },
            default
        );
        Assert.That(capture.Traces[0].Volts.Take(10).Average(), Is.EqualTo(1).Within(0.4));
    }

    [Test]
    public async Task The_chip_is_at_room_temperature_or_a_little_warmer() =>
        Assert.That(await _board.Multimeter.MeasureTemperatureAsync(default), Is.InRange(0, 70));

    [Test]
    public async Task The_clock_chip_is_on_the_bus() => Assert.That(await _board.I2c.ScanAsync(default), Has.Member(0x68));

    [TestCase("capture1('CH1', 100, 10)")]
    [TestCase("capture2(50, 10)")]
    [TestCase("capture4(50, 10)")]
    [TestCase("get_voltage('AN8')")]
    [TestCase("get_states()")]
    [TestCase("get_version()")]
    public async Task Function_strings_run(string text) =>
        Assert.That((await FunctionString.Parse(text).RunAsync(_board, default)).Value, Is.Not.Null);

    [Test]
    public async Task The_buffer_stores_every_word_value()
    {
        var words = Enumerable.Range(0, 5000).Select(i => (uint)(i * 13 & 0xFFFF)).ToArray();
        for (var start = 0u; start < 5000; start += 500)
            await _board.Link.ExecuteAsync(Commands.FillBuffer.CreateArrayRequest([start], [500], [.. words.Skip((int)start).Take(500)]));
        Assert.That(
            (await _board.Link.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest(0, 5000))).Values.GetItems("words"),
            Is.EqualTo(words)
        );
    }
}
