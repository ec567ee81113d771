using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Every lesson runs on the circuit that it wants, and the physics of what it plots gives the answer that it expects.</summary>
[TestFixture]
public sealed class LessonsTests
{
    private static readonly string[] Circuits = ["bench", "rc", "diode", "ohms-law", "loopback", "buses", "resonance", "rectifier"];

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync([
            .. Circuits.Select(c => $"--Lab:Devices:{c}=virtual:{c}"),
            "--Lab:Scripts:Enabled=true",
            $"--Lab:LockDirectory={Path.GetTempPath()}",
            "--Lab:Scripts:Seconds=120",
        ]);
        foreach (var circuit in Circuits)
            await _server.WaitForDeviceStateAsync("ready", circuit);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase("ohmmeter", "V2 over I", "slope", 2.0, 0.06)]
    [TestCase("rc_discharge", "discharge", "time-constant", 470, 0.1)]
    [TestCase("square_wave_spectrum", "spectrum", "peak-x", 1.0, 0.05)]
    [TestCase("ultrasonic_distance", "distance", "slope", 1.0, 0.01)]
    [TestCase("resonance", "resonance", "peak-x", 1592, 0.05)]
    [TestCase("servo", "pulses", "slope", 2000 / 180.0, 0.02)]
    [TestCase("data_logger", "log", "peak-to-peak", 6.0, 0.15)]
    public async Task The_plot_of_a_lesson_obeys_the_physics_of_its_circuit(
        string slug,
        string plot,
        string measure,
        double expected,
        double tolerance
    )
    {
        var user = await _server.RegisterUserAsync();
        var elements = (await RunAsync(user, slug)).Elements();
        var points = elements[plot]["data"][0].EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())).ToList();
        var measured = Application.Lab.PlotMeasurement.Measure(points, measure)!.Value;
        TestContext.Out.WriteLine($"{slug}: {measure} is {measured}");
        Assert.That(measured, Is.EqualTo(expected).Within(tolerance * expected));
        if (slug is "rc_discharge" or "servo" or "data_logger")
            await AnswerAsync(user, slug, measured.ToString("0.####", CultureInfo.InvariantCulture), isCorrect: true);
        await AnswerAsync(user, slug, "123456", isCorrect: false);
    }

    [Test]
    public async Task The_low_pass_has_minus_3_dB_and_minus_45_degrees_at_its_cut_off_frequency()
    {
        var user = await _server.RegisterUserAsync();
        var elements = (await RunAsync(user, "low_pass_bode")).Elements();
        Assert.That(At(elements["gain"]["data"][0], Math.Log10(995)), Is.EqualTo(-3).Within(0.5));
        Assert.That(At(elements["phase"]["data"][0], Math.Log10(995)), Is.EqualTo(-45).Within(5));
        await AnswerAsync(user, "low_pass_bode", "995", isCorrect: true);
    }

    [Test]
    public async Task A_diode_carries_a_milliampere_at_about_0_6_V_and_blocks_in_reverse()
    {
        var user = await _server.RegisterUserAsync();
        var curve = (await RunAsync(user, "diode_curve")).Elements()["diode"]["data"][0];
        var points = curve.EnumerateArray().Select(p => (U: p[0].GetDouble(), I: p[1].GetDouble())).ToList();
        Assert.That(points.Where(p => p.U < 0).Select(p => Math.Abs(p.I)), Has.All.LessThan(0.05));
        Assert.That(points.Where(p => p.I > 0.8).Min(p => p.U), Is.InRange(0.5, 0.65));
        await AnswerAsync(user, "diode_curve", "0.58 V", isCorrect: true);
    }

    [Test]
    public async Task The_ripple_of_a_rectifier_falls_with_the_frequency()
    {
        var user = await _server.RegisterUserAsync();
        var rows = (await RunAsync(user, "rectifier")).Elements()["ripple"]["rows"].EnumerateArray().Select(r => r[3].GetDouble());
        Assert.That(rows, Is.Ordered.Descending);
        await AnswerAsync(user, "rectifier", "It becomes smaller", isCorrect: true);
    }

    [Test]
    public async Task Timing_a_period_is_better_than_counting_at_a_low_frequency()
    {
        var user = await _server.RegisterUserAsync();
        var first = (await RunAsync(user, "frequency_counter")).Elements()["comparison"]["rows"][0];
        Assert.That(first[4].GetDouble(), Is.LessThan(0.1));
        await AnswerAsync(user, "frequency_counter", "Timing one period", isCorrect: true);
    }

    [Test]
    public async Task The_scan_finds_the_clock_of_the_board()
    {
        var user = await _server.RegisterUserAsync();
        var elements = (await RunAsync(user, "i2c_scan")).Elements();
        Assert.That(elements["chips"]["rows"].ToString(), Does.Contain("0x68"));
        Assert.That(elements["clock"]["value"].GetString(), Does.Match("^[0-2][0-9]:[0-5][0-9]:[0-5][0-9] UTC$"));
        await AnswerAsync(user, "i2c_scan", "104", isCorrect: true);
    }

    [Test]
    public async Task Sine_and_cosine_make_a_circle()
    {
        var user = await _server.RegisterUserAsync();
        var figure = (await RunAsync(user, "lissajous")).Elements()["lissajous"]["data"][0];
        var radii = figure.EnumerateArray().Select(p => Math.Sqrt(Math.Pow(p[0].GetDouble(), 2) + Math.Pow(p[1].GetDouble(), 2))).ToList();
        Assert.That(radii.Max() / radii.Min(), Is.LessThan(1.25));
        await AnswerAsync(user, "lissajous", "90°", isCorrect: true);
    }

    [TestCase("multimeter")]
    [TestCase("plot_test")]
    [TestCase("sine_coordinates")]
    [TestCase("sine_plot")]
    [TestCase("live_scope")]
    public async Task Every_example_runs(string slug) =>
        Assert.That((await RunAsync(await _server.RegisterUserAsync(), slug)).Elements(), Is.Not.Empty);

    /// <summary>Runs a lesson to its end, on the device with its circuit.</summary>
    private async Task<List<JsonElement>> RunAsync(ApiClient user, string slug)
    {
        var circuit = await _server.SqlAsync<string>($"SELECT coalesce(circuit, 'bench') FROM lab_scripts WHERE slug = '{slug}'");
        var messages = await user.RunScriptAsync(await IdAsync(slug), circuit);
        Assert.That(messages.Status(), Is.EqualTo("done"), string.Join('\n', messages.Where(m => m.Type() == "error")));
        return messages;
    }

    private async Task AnswerAsync(ApiClient user, string slug, string answer, bool isCorrect)
    {
        var result = (await user.PostAsync($"/v1/lab/scripts/{await IdAsync(slug)}/answers", new { answer })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(result.Json.GetProperty("correct").GetBoolean(), Is.EqualTo(isCorrect), $"{slug}: {answer}");
        Assert.That(result.Json.GetProperty("explanation").GetString(), Is.Not.Empty);
    }

    private Task<string> IdAsync(string slug) => _server.SqlIdAsync($"SELECT id FROM lab_scripts WHERE slug = '{slug}'");

    /// <summary>The y of a curve at x, between its two nearest points.</summary>
    private static double At(JsonElement series, double x)
    {
        var points = series.EnumerateArray().Select(p => (X: p[0].GetDouble(), Y: p[1].GetDouble())).OrderBy(p => p.X).ToList();
        var i = points.FindIndex(p => p.X >= x);
        var (a, b) = (points[i - 1], points[i]);
        return a.Y + ((x - a.X) / (b.X - a.X) * (b.Y - a.Y));
    }
}
