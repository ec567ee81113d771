using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>The server in its own process, so that a test can kill it.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    /// <summary>The longest start or end of a server on a busy machine.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerProcess(string folder, params string[] arguments)
        : this([], folder, arguments) { }

    /// <param name="launcher">A command and its arguments that start the server, such as <c>env</c>.</param>
    public ServerProcess(IReadOnlyList<string> launcher, string folder, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OpenEvent.WebApi.dll");
        // The self-test of the sandbox takes time of the processor.
        var setsScripts = arguments.Any(a => a.StartsWith("--Lab:Scripts", StringComparison.Ordinal));
        string[] scripts = setsScripts ? [] : ["--Lab:Scripts:Enabled=false"];
        string[] settings = [$"--Data:Directory={folder}", "--urls=http://127.0.0.1:0", "--Log:Format=Text", .. scripts, .. arguments];
        string[] command = [.. launcher, "dotnet", program, .. settings];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.Exists(folder) ? folder : "/",
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnOutputLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnOutputLine(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The server exited: " + Output));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The address on which the server listens, once it has printed it.</summary>
    /// <exception cref="TimeoutException">The server does not start.</exception>
    public Task<string> AddressAsync() => _address.Task.WaitAsync(MaxTime);

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(await AddressAsync() + path));
    }

    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]))
            await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>Sends SIGKILL, which the server cannot handle.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for the end of the process and returns its exit code.</summary>
    /// <exception cref="TimeoutException">The server runs on. Without this limit the whole test run would wait for it.</exception>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(MaxTime);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The server still runs after {MaxTime}: {Output}", e);
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <param name="line">Null: the stream has ended.</param>
    private void OnOutputLine(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (AddressLine().Match(line) is { Success: true } found)
            _address.TrySetResult(found.Groups[1].Value);
    }

    [GeneratedRegex(@"^  address\s+(http://\S+)$")]
    private static partial Regex AddressLine();
}
