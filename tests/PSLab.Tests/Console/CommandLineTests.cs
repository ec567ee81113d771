using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Console;

public sealed class CommandLineTests : IDisposable
{
    private TemporaryFolder _folder = null!;
    private PslabProcess _board = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _board = await PslabProcess.StartVirtualAsync(_folder.GetPath("board"), "--pace");
    }

    [OneTimeTearDown]
    public Task EndAsync() => _board.SignalAsync("TERM");

    public void Dispose()
    {
        _board.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_call_prints_a_value_with_its_unit()
    {
        var (code, output, _) = await PslabProcess.RunAsync("call", "--patience", "20", _folder.GetPath("board"), "get_resistance()");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match(@"^(9\.9\d*|10(\.0\d*)?) kΩ\s*$"));
    }

    [Test]
    public async Task A_port_that_does_not_exist_is_named_so_with_the_ports_that_there_are()
    {
        var (code, _, errors) = await PslabProcess.RunAsync("call", "/dev/ttyUSB77", "get_resistance()");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(
            errors,
            Does.Contain("/dev/ttyUSB77 cannot be opened: There is no such file.").And.Match("Serial ports here: /dev/|no serial port")
        );
    }

    [Test]
    public async Task A_capture_prints_columns()
    {
        var (code, output, _) = await PslabProcess.RunAsync(
            "call",
            "--patience",
            "20",
            _folder.GetPath("board"),
            "capture1('CH1', 100, 10)"
        );
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(code, Is.Zero);
        Assert.That(lines, Has.Length.EqualTo(101));
        Assert.That(lines[0], Is.EqualTo("# x (µs)\ty (V)"));
        Assert.That(lines[2], Does.StartWith("10\t"));
    }

    [Test]
    public async Task A_call_prints_json_when_asked_to()
    {
        var (_, output, _) = await PslabProcess.RunAsync(
            "call",
            "--patience",
            "20",
            _folder.GetPath("board"),
            "get_resistance()",
            "--json"
        );
        using var json = System.Text.Json.JsonDocument.Parse(output);
        Assert.That(json.RootElement.GetProperty("unit").GetString(), Is.EqualTo("Ω"));
        Assert.That(json.RootElement.GetProperty("value").GetDouble(), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task A_syntax_error_shows_the_column()
    {
        var (code, _, errors) = await PslabProcess.RunAsync("call", "--patience", "20", _folder.GetPath("board"), "get_voltage('CH1'");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Split('\n')[1..3], Is.EqualTo((string[])["  get_voltage('CH1'", "                   ^"]));
    }

    [Test]
    public async Task List_prints_the_board_and_every_function()
    {
        var (code, output, _) = await PslabProcess.RunAsync("list", "--patience", "20", _folder.GetPath("board"));
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match(@"^.*: PSLab V6, firmware 3\.0\.0, a virtual board"));
        foreach (var function in OpenEvent.PSLab.Functions.FunctionCatalogue.Standard.Functions.Where(f => f.WithdrawalReason is null))
            Assert.That(output, Does.Contain(function.Signature));
    }

    [Test]
    public async Task Scope_draws_the_trace_it_measures()
    {
        await PslabProcess.RunAsync("call", "--patience", "20", _folder.GetPath("board"), "set_sine1(1000)");
        var (code, output, _) = await PslabProcess.RunAsync(
            "scope",
            "--patience",
            "20",
            _folder.GetPath("board"),
            "--channels",
            "CH1,CH2",
            "--frames",
            "2",
            "--time",
            "5"
        );
        Assert.That(code, Is.Zero);
        Assert.That(output.Split(" CH1  "), Has.Length.EqualTo(3), "two frames");
        Assert.That(output, Does.Match(@"CH1 .* peak-peak 6\.\d+ V +(1|1\.0\d*|0?9\d\d\.\d) k?Hz"));
        Assert.That(output.Count(c => c is > '\u2800' and <= '\u28FF'), Is.GreaterThan(100));
        Assert.That(output, Does.Not.Contain("\e["), "no escape codes in a pipe");
    }

    [Test]
    public async Task Decode_explains_pairs_and_raw_bytes()
    {
        await File.WriteAllTextAsync(
            _folder.GetPath("pairs.json"),
            """[["0b05","50534c61622056360a"],["02 08 01 04","01"],["020a03","807001"],["0A55",""],["070D017C00","03"]]"""
        );
        var (code, output, _) = await PslabProcess.RunAsync("decode", _folder.GetPath("pairs.json"));
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("GET_VERSION").And.Contain("SET_SINE1 config=1, period=124  (1 kHz)"));
        Assert.That(output, Does.Contain("249.3 mV at gain 8"), "the gain of the earlier command is used");
        Assert.That(output, Does.Contain("0A 55  ‼").And.Contain("could not execute").And.Contain("4 commands, 2 anomalies"));
        await File.WriteAllBytesAsync(_folder.GetPath("raw"), Convert.FromHexString("0A0FC40905000B05"));
        Assert.That(
            (await PslabProcess.RunAsync("decode", _folder.GetPath("raw"))).Output,
            Does.Contain("START_ALTERNATE_ONE_CHAN_LA events=2500").And.Contain("all match the protocol")
        );
    }

    [Test]
    public async Task Decode_rejects_json_of_another_kind()
    {
        await File.WriteAllTextAsync(_folder.GetPath("bad.json"), """[["0b05"]]""");
        var (code, _, errors) = await PslabProcess.RunAsync("decode", _folder.GetPath("bad.json"));
        Assert.That((code, errors.StartsWith("pslab: ", StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }

    [Test]
    public void The_decoder_knows_every_command()
    {
        foreach (var command in Commands.All)
            Assert.That(string.Join('\n', new Tool.TrafficDecoder().Decode([command.Group, command.Op], null)), Does.Contain(command.Name));
    }

    [TestCase]
    [TestCase("fly")]
    [TestCase("call")]
    [TestCase("virtual")]
    [TestCase("scope", "x", "--time", "no")]
    [TestCase("list", "x", "y")]
    [TestCase("virtual", "--link", "x", "--profile", "v9")]
    public async Task Invalid_arguments_print_the_usage(params string[] args)
    {
        var (code, output, errors) = await PslabProcess.RunAsync(args);
        Assert.That((code, output), Is.EqualTo((2, "")));
        Assert.That(errors, Does.Contain("pslab virtual --link PATH"));
    }

    [Test]
    public async Task A_missing_port_is_reported_in_one_line()
    {
        var (code, _, errors) = await PslabProcess.RunAsync("call", "--patience", "20", _folder.GetPath("nothing"), "get_resistance()");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("pslab: ").And.Contain("nothing"));
    }
}
