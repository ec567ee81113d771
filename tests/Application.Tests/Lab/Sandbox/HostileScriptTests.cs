using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>Scripts that try to do harm: each is contained and has an outcome that its user understands.</summary>
[TestFixture]
public sealed class HostileScriptTests : IAsyncDisposable
{
    private const int Memory = 48,
        Scratch = 4;

    private static readonly ScriptSettings Settings = new()
    {
        Seconds = 20,
        MemoryMegabytes = Memory,
        ScratchMegabytes = Scratch,
        OutputKilobytes = 64,
        Concurrent = 24,
        PerUser = 2,
        Warm = 2,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("hostile-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Socket _abstract = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Process _victim = Process.Start("/usr/bin/sleep", "600");
    private readonly TestSandbox _patient = new(Settings);

    /// <summary>For scripts that never end.</summary>
    private readonly TestSandbox _hurried = new(Settings with { Seconds = 1 });

    private Dictionary<string, object> _facts = null!;

    [OneTimeSetUp]
    public void PrepareMachine()
    {
        var canary = Path.Combine(_folder, "canary");
        File.WriteAllText(canary, "secret");
        // Nothing but the sandbox keeps a script away from it.
        foreach (var path in (string[])[_folder, canary])
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        _listener.Start();
        var name = $"hostile-{Guid.NewGuid():n}";
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + name));
        _abstract.Listen();
        _facts = new Dictionary<string, object>
        {
            ["CANARY"] = canary,
            ["FOLDER"] = _folder,
            ["PORT"] = ((IPEndPoint)_listener.LocalEndpoint).Port,
            ["ABSTRACT"] = name,
            ["VICTIM"] = _victim.Id,
            ["LIBRARY"] = "/usr/lib/python3",
            ["MEMORY"] = Memory,
            ["SCRATCH"] = Scratch,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _patient.DisposeAsync();
        await _hurried.DisposeAsync();
        _victim.Kill();
        _victim.Dispose();
        _listener.Dispose();
        _abstract.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Names => HostileScript.All.Select(s => s.Name);

    [TestCaseSource(nameof(Names))]
    public async Task A_hostile_script_is_contained(string name)
    {
        var script = HostileScript.All.Single(s => s.Name == name);
        var run = await RunAsync(script);
        AssertContained(script, run);
    }

    [Test]
    public async Task Twenty_hostile_scripts_at_once_are_contained_and_others_are_unaffected()
    {
        var scripts = HostileScript
            .All.Where(s => !s.Exits.Contains(ScriptExitKind.TimedOut))
            .Where((_, i) => i % 4 == 0)
            .Take(20)
            .ToList();
        Assert.That(scripts, Has.Count.EqualTo(20));
        var others = Enumerable
            .Range(0, 2)
            .Select(i =>
                _patient.RunAsync(
                    $"import numpy as np\nfor i in range(20): sleep(0.02)\nprint({i}, np.ones(1000).sum(), get_voltage('CH1'))"
                )
            )
            .ToList();
        var runs = await Task.WhenAll(scripts.Select(s => _patient.RunAsync(s.WithFacts(_facts))));
        foreach (var (script, run) in scripts.Zip(runs))
            AssertContained(script, run);
        foreach (var (i, run) in (await Task.WhenAll(others)).Index())
            Assert.That(run.Elements.Single().GetProperty("value").GetRawText(), Is.EqualTo($"""["{i}","1000.0","1.5"]"""), run.ToString());
    }

    [Test]
    public async Task The_same_scripts_do_harm_without_the_sandbox()
    {
        var scripts = HostileScript.All.Where(s => s.DoesHarm).ToList();
        var harmless = await FindHarmlessAsync(scripts, 0.7);
        // On a busy machine some need more time.
        harmless = harmless.Count == 0 ? [] : await FindHarmlessAsync(harmless, 10);
        Assert.That(harmless.Select(s => s.Name), Is.Empty, "These scripts prove nothing.");
    }

    [Test]
    public void More_than_60_scripts_do_harm_without_the_sandbox() =>
        Assert.That(HostileScript.All.Count(s => s.DoesHarm), Is.GreaterThan(60));

    private static async Task<List<HostileScript>> FindHarmlessAsync(List<HostileScript> scripts, double seconds)
    {
        var harm = await HostileScriptControl.RunAsync(scripts, Memory, Scratch, seconds);
        return [.. scripts.Where(s => !harm[s.Name])];
    }

    private Task<ScriptRun> RunAsync(HostileScript script) =>
        (script.Exits.Contains(ScriptExitKind.TimedOut) ? _hurried : _patient).RunAsync(script.WithFacts(_facts));

    private void AssertContained(HostileScript script, ScriptRun run)
    {
        Assert.That(run.Console(), Does.Not.Contain("HARM"), script.Name);
        Assert.That(script.Exits, Does.Contain(run.Exit.Kind), $"{script.Name} {run}");
        Assert.That(run.Exit.Message, Does.EndWith(".").And.Length.GreaterThan(10));
        Assert.That(run.Messages.Sum(m => (long)m.GetRawText().Length), Is.LessThan(Settings.OutputKilobytes * 1024 + 4096 * 80));
        Assert.That(_victim.HasExited, Is.False, script.Name);
        Assert.That(Directory.EnumerateFiles(_folder), Has.Exactly(1).Items, script.Name);
        Assert.That(File.ReadAllText((string)_facts["CANARY"]), Is.EqualTo("secret"));
        Assert.That(_listener.Pending(), Is.False, script.Name);
    }
}
