using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The virtual board's process: started when it is needed, again when it is gone, and ended with the server, however that ends.</summary>
/// <remarks>It is attended: it leaves when its standard input ends, so a server that is killed leaves no board behind.</remarks>
/// <param name="link">The stable name of its pseudo-terminal.</param>
/// <param name="circuit">Empty: the board's own choice.</param>
internal sealed class VirtualBoardProcess(string name, string link, string circuit, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20),
        ExitTimeout = TimeSpan.FromSeconds(3),
        PollInterval = TimeSpan.FromMilliseconds(20);

    private Process? _process;
    private string? _lastOutput;

    /// <summary>Starts the board if it does not run, and waits for its port.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    public async Task EnsureStartedAsync(CancellationToken ct)
    {
        if (_process is { HasExited: false })
            return;
        if (_process is { } exited)
        {
            log.LogWarning("The virtual board {Device:l} ended with {Code}; it is started again", name, exited.ExitCode);
            exited.Dispose();
            _process = null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link); // a dead board's
        _process = Start();
        var since = Stopwatch.GetTimestamp();
        while (!File.Exists(link))
        {
            if (_process.HasExited)
                throw Unavailable($"it ended at once ({_lastOutput})");
            if (Stopwatch.GetElapsedTime(since) > StartTimeout)
                throw Unavailable("it did not open its port in time");
            await Task.Delay(PollInterval, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(ExitTimeout);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            _process.Kill(); // it has nothing to save
            await _process.WaitForExitAsync();
            File.Delete(link);
        }

        _process.Dispose();
    }

    private Process Start()
    {
        var dotnet = Environment.ProcessPath is { } self && Path.GetFileName(self) == "dotnet" ? self : "dotnet";
        string[] circuitArguments = circuit.Length > 0 ? ["--circuit", circuit] : [];
        var start = new ProcessStartInfo(
            dotnet,
            [typeof(Board).Assembly.Location, "virtual", "--attended", "--link", link, .. circuitArguments]
        )
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The server's secrets are not the board's to know.
        foreach (var key in start.Environment.Keys.Where(k => k.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        var board = Process.Start(start)!;
        board.OutputDataReceived += (_, line) => OnOutput(line.Data);
        board.ErrorDataReceived += (_, line) => OnOutput(line.Data);
        board.BeginOutputReadLine();
        board.BeginErrorReadLine();
        return board;
    }

    private void OnOutput(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        _lastOutput = line;
        log.LogDebug("Virtual board {Device:l}: {Line:l}", name, line);
    }

    private RejectedException Unavailable(string reason) =>
        new(
            RejectionKind.Unavailable,
            [new Problem($"The virtual board of the device {name} cannot be started: {reason}.", Code: DeviceCodes.Lost)]
        )
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
