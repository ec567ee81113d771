using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Infrastructure.Lab.Sandbox;

namespace OpenEvent.Bench.Sandbox;

/// <summary>A sandbox as the server has it.</summary>
internal sealed class BenchSandbox(ScriptSettings settings, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-sandbox-").FullName;
    private PythonSandbox? _sandbox;

    private PythonSandbox Sandbox => _sandbox ??= ScriptSandboxServices.Create(settings, new PSLabFunctionCatalogue(), _folder, null, logs);

    /// <returns>Milliseconds to the script's first message.</returns>
    public async Task<double> MeasureAsync()
    {
        var clock = Stopwatch.GetTimestamp();
        await using var script = await Sandbox.StartAsync("print(1)", CancellationToken.None);
        await foreach (var _ in script.ReadAsync(CancellationToken.None))
            break;
        var time = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        await script.Completion;
        return time;
    }

    /// <returns>Milliseconds from stopping a script that ignores signals to the end of all its processes.</returns>
    public async Task<double> MeasureStopAsync()
    {
        const string code = "import signal\nsignal.signal(15, signal.SIG_IGN)\nlabel('on')\nwhile True: pass";
        await using var script = await Sandbox.StartAsync(code, CancellationToken.None);
        await foreach (var _ in script.ReadAsync(CancellationToken.None))
            break;
        var clock = Stopwatch.GetTimestamp();
        script.Kill();
        await script.Completion;
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    /// <summary>Waits until all workers of the pool are ready.</summary>
    public async Task FillAsync()
    {
        while (Sandbox.ReadyProcesses.Count < settings.Warm)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
