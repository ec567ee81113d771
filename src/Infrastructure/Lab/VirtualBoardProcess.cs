using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The process of a virtual board. It is started when needed, restarted when it ended, and ends with the server.</summary>
/// <remarks>
/// The process runs with <c>--attended</c>: it exits when its standard input closes. So a server that is killed leaves no process behind.
/// </remarks>
/// <param name="name">The name of the device.</param>
/// <param name="link">The path that links to the process's pseudo-terminal.</param>
/// <param name="initialCircuit">Empty: the default circuit.</param>
internal sealed class VirtualBoardProcess(string name, string link, string initialCircuit, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20),
        ExitTimeout = TimeSpan.FromSeconds(3),
        RewireTimeout = TimeSpan.FromSeconds(10),
        PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _connecting = new(1);
    private Process? _process;
    private string? _lastOutput;
    private string? _connectedCircuit;
    private volatile TaskCompletionSource<string>? _answer;

    /// <summary>Starts the process if it does not run, and waits for its port.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    public async Task EnsureStartedAsync(CancellationToken ct)
    {
        if (_process is { HasExited: false })
            return;
        if (_process is { } exited)
        {
            log.LogWarning("The virtual board {Device:l} ended with exit code {Code} and is restarted", name, exited.ExitCode);
            exited.Dispose();
            _process = null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link); // may be left over from a killed process
        _process = Start();
        _connectedCircuit = null;
        var since = Stopwatch.GetTimestamp();
        while (!File.Exists(link))
        {
            if (_process.HasExited)
                throw Unavailable($"it ended immediately ({_lastOutput})");
            if (Stopwatch.GetElapsedTime(since) > StartTimeout)
                throw Unavailable("it did not open its port in time");
            await Task.Delay(PollInterval, ct);
        }
    }

    /// <summary>
    /// Connects the running board to a circuit of the catalogue, if it is connected to another one. It takes a few milliseconds and cannot
    /// be cancelled, because a late answer would be taken for that of the next request.
    /// </summary>
    /// <param name="circuit">Null for the configured circuit.</param>
    /// <exception cref="RejectedException">Unavailable: the process did not answer in time. It is replaced.</exception>
    public async Task ConnectCircuitAsync(string? circuit)
    {
        await _connecting.WaitAsync();
        try
        {
            if (circuit == _connectedCircuit)
                return;
            var answer = _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await _process!.StandardInput.WriteLineAsync($"circuit {circuit}".TrimEnd());
            await _process.StandardInput.FlushAsync();
            var line = await answer.Task.WaitAsync(RewireTimeout);
            if (!line.StartsWith("ok ", StringComparison.Ordinal))
                throw Unavailable($"its circuit was not changed ({line})");
            _connectedCircuit = circuit;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            Kill();
            throw Unavailable("it did not change its circuit in time");
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Kills a process that runs but does not answer, so that the next <see cref="EnsureStartedAsync"/> replaces it.</summary>
    public void Kill()
    {
        if (_process is not { HasExited: false } process)
            return;
        log.LogWarning("The virtual board {Device:l} does not answer and is replaced", name);
        process.Kill();
        process.WaitForExit(ExitTimeout);
    }

    /// <summary>Ends the process. It can be started again.</summary>
    public async Task StopAsync()
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
            _process.Kill(); // it has no state to save
            await _process.WaitForExitAsync();
            File.Delete(link);
        }

        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _connecting.Dispose();
    }

    private Process Start()
    {
        string[] circuitArguments = initialCircuit.Length > 0 ? ["--circuit", initialCircuit] : [];
        var program = FindProgram();
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), "virtual", "--attended", "--link", link, .. circuitArguments])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Settings of the server may hold secrets. The process does not need them.
        foreach (var key in start.Environment.Keys.Where(k => k.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        var board = Process.Start(start)!;
        board.OutputDataReceived += (_, line) => OnOutput(line.Data);
        board.ErrorDataReceived += (_, line) => OnOutput(line.Data);
        board.BeginOutputReadLine();
        board.BeginErrorReadLine();
        return board;
    }

    /// <summary>A folder with its own runtime has an executable, and no other <c>dotnet</c> may be installed.</summary>
    private static string[] FindProgram()
    {
        var assembly = typeof(Board).Assembly.Location;
        var executable = Path.ChangeExtension(assembly, null);
        if (File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, "libcoreclr.so")) && File.Exists(executable))
            return [executable];
        return [Environment.ProcessPath is { } self && Path.GetFileName(self) == "dotnet" ? self : "dotnet", assembly];
    }

    private void OnOutput(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        if (line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("error ", StringComparison.Ordinal))
            _answer?.TrySetResult(line);
        _lastOutput = line;
        log.LogDebug("Virtual board {Device:l}: {Line:l}", name, line);
    }

    private RejectedException Unavailable(string reason) =>
        RejectedException.Unavailable($"The virtual board of the device {name} cannot be used: {reason}.", DeviceCodes.Lost);
}
