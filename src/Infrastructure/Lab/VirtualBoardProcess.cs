using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The virtual board's process: started when it is needed, again when it is gone, and ended with the server, however that ends.</summary>
/// <remarks>
/// The kernel ends it with the thread that started it (prctl(2), PR_SET_PDEATHSIG, by <c>setpriv</c>): a server that is killed leaves no board behind.
/// That thread is its own, as the pool's come and go.
/// </remarks>
/// <param name="link">The stable name of its pseudo-terminal.</param>
/// <param name="circuit">Empty: the board's own choice.</param>
internal sealed class VirtualBoardProcess(string name, string link, string circuit, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Step = TimeSpan.FromMilliseconds(20);

    private Process? _process;
    private string? _lastWords;

    /// <summary>Starts the board if it does not run, and waits for its port.</summary>
    /// <exception cref="Refused">Unavailable.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (_process is { HasExited: false }) return;
        if (_process is { } gone)
        {
            log.LogWarning("The virtual board {Device:l} ended with {Code}; it is started again", name, gone.ExitCode);
            gone.Dispose();
            _process = null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link); // a dead board's
        _process = await StartAsync();
        var since = Stopwatch.GetTimestamp();
        while (!File.Exists(link))
        {
            if (_process.HasExited) throw Unavailable($"it ended at once ({_lastWords})");
            if (Stopwatch.GetElapsedTime(since) > Patience) throw Unavailable("it did not open its port in time");
            await Task.Delay(Step, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.Kill(); // it has nothing to save
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(link);
    }

    private async Task<Process> StartAsync()
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                var process = Process.Start(Line())!;
                started.SetResult(process);
                process.WaitForExit();
            }
            catch (Exception e)
            {
                started.TrySetException(e);
            }
        }) { IsBackground = true, Name = $"virtual board {name}" }.Start();
        var board = await started.Task;
        board.OutputDataReceived += (_, line) => Hear(line.Data);
        board.ErrorDataReceived += (_, line) => Hear(line.Data);
        board.BeginOutputReadLine();
        board.BeginErrorReadLine();
        return board;
    }

    private ProcessStartInfo Line()
    {
        var dotnet = Environment.ProcessPath is { } self && Path.GetFileName(self) == "dotnet" ? self : "dotnet";
        string[] circuitWords = circuit.Length > 0 ? ["--circuit", circuit] : [];
        var start = new ProcessStartInfo("setpriv",
            ["--pdeathsig", "KILL", "--", dotnet, Path.Combine(AppContext.BaseDirectory, "pslab.dll"), "virtual", "--link", link, .. circuitWords])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The server's secrets are not the board's to know.
        foreach (var key in start.Environment.Keys.Where(k => k.Contains("__", StringComparison.Ordinal)).ToList()) start.Environment.Remove(key);
        return start;
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        _lastWords = line;
        log.LogDebug("Virtual board {Device:l}: {Line:l}", name, line);
    }

    private Refused Unavailable(string why) =>
        new(RefusalKind.Unavailable, [new Problem($"The virtual board of the device {name} cannot be started: {why}.", Code: BenchCodes.Lost)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
