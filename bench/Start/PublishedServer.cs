using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace OpenEvent.Bench.Start;

/// <summary>The published server in a process of its own, with the embedded PostgreSQL.</summary>
internal sealed class PublishedServer : IDisposable
{
    private const int TicksPerSecond = 100;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;

    private PublishedServer(Process process, TimeSpan ready, TimeSpan processor) =>
        (_process, Ready, Processor) = (process, ready, processor);

    /// <summary>The time from the start of the process to the first answer that says that it is ready.</summary>
    public TimeSpan Ready { get; }

    /// <summary>The processor time of the process, without PostgreSQL, until then.</summary>
    public TimeSpan Processor { get; }

    /// <summary>The resident memory of the process, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <param name="data">The folder of the server's data.</param>
    /// <param name="environment">Variables of the runtime.</param>
    public static async Task<PublishedServer> StartAsync(string server, string data, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var port = FindPort();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = data, RedirectStandardOutput = true };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(server, "OpenEvent.WebApi.dll"),
                    $"--urls=http://127.0.0.1:{port}",
                    "--environment=Production",
                    $"--Data:Directory={data}",
                    "--Lab:Device=none",
                    "--Admin:Email=admin@example.org",
                    "--Admin:Password=correct horse",
                    "--Log:Level=Warning",
                ]
        )
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        while (!await IsReadyAsync(port))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with code {process.ExitCode}.");
            await Task.Delay(2);
        }

        return new PublishedServer(process, Stopwatch.GetElapsedTime(began), ReadProcessorTime(process.Id));
    }

    /// <summary>Has the runtime of the server collect all generations, as a profiler does.</summary>
    public async Task CollectAsync()
    {
        const long GCHeapCollect = 0x800000;
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollect);
        using var session = new DiagnosticsClient(_process.Id).StartEventPipeSession([provider], requestRundown: false);
        var copy = session.EventStream.CopyToAsync(Stream.Null);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await session.StopAsync(CancellationToken.None);
        await copy;
    }

    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The fields of <c>/proc/…/stat</c>: proc(5).</summary>
    private static TimeSpan ReadProcessorTime(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
