using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.PSLab.Tests.Console;

/// <summary>Runs the tool as a separate process and collects its output.</summary>
internal sealed class PslabProcess : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PslabProcess(params string[] args)
    {
        // A test run in the background ignores SIGINT, and child processes inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "pslab"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Append(e.Data, Output);
        _process.ErrorDataReceived += (_, e) => Append(e.Data, Errors);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"pslab ended: {Errors}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public System.Text.StringBuilder Output { get; } = new();

    public System.Text.StringBuilder Errors { get; } = new();

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a virtual board and waits until its port can be opened.</summary>
    public static async Task<PslabProcess> StartVirtualAsync(string link, params string[] more)
    {
        var pslab = new PslabProcess(["virtual", "--link", link, .. more]);
        await pslab._ready.Task.WaitAsync(Timeout);
        return pslab;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var pslab = new PslabProcess(args);
        pslab._process.StandardInput.Close();
        await pslab._process.WaitForExitAsync().WaitAsync(Timeout);
        return (pslab.ExitCode, pslab.Output.ToString(), pslab.Errors.ToString());
    }

    /// <summary>Closes the process's standard input and waits for the process to end.</summary>
    public async Task CloseInputAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Timeout);
    }

    /// <summary>Sends a signal by name and waits for the process to end.</summary>
    public async Task SignalAsync(string signal)
    {
        await SendSignalAsync(signal);
        await _process.WaitForExitAsync().WaitAsync(Timeout);
    }

    /// <summary>Sends a signal by name.</summary>
    public async Task SendSignalAsync(string signal)
    {
        // The shell's built-in kill, because small machines do not have another one.
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Append(string? line, System.Text.StringBuilder into)
    {
        if (line is null)
            return;
        lock (into)
            into.AppendLine(line);
        if (ReferenceEquals(into, Output))
            _ready.TrySetResult(line);
    }
}
