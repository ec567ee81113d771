using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Bench.Export;

/// <summary>The server in its own process, whose resident memory is read from <c>/proc</c> (proc_pid_status(5)).</summary>
internal sealed class ExportServer(Process process, Uri address) : IAsyncDisposable
{
    private const string ListeningPrefix = "listening ";

    public Uri Address => address;

    /// <summary>Resident memory in MB.</summary>
    public double Memory => Read("VmRSS");

    /// <summary>The highest resident memory since <see cref="ResetPeak"/>, in MB.</summary>
    public double PeakMemory => Read("VmHWM");

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ExportServer> StartAsync(string connectionString, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["serve", connectionString, folder])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(ListeningPrefix, StringComparison.Ordinal))
                return new ExportServer(process, new Uri(line[ListeningPrefix.Length..]));
        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>
    /// Runs the server in the child process until its standard input ends, which also happens when the parent process ends.
    /// </summary>
    public static async Task<int> ServeAsync(string connectionString, string folder)
    {
        await using var app = await WebApi.Program.BuildAsync([
            "--urls=http://127.0.0.1:0",
            "--environment=Production",
            "--Log:Level=Warning",
            $"--Database:ConnectionString={connectionString}",
            $"--Data:Directory={folder}",
            "--Lab:Device=none",
            $"--Admin:Email={ApiClient.Email}",
            $"--Admin:Password={ApiClient.Password}",
        ]);
        await app.StartAsync();
        Console.WriteLine($"{ListeningPrefix}{app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public void ResetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private double Read(string field)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[(field.Length + 1)..^2], CultureInfo.InvariantCulture) / 1024;
    }
}
