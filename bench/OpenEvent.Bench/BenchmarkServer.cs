using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Bench;

/// <summary>One of the servers, in its own process, which reports the number of bytes that it has allocated.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    /// <summary>The server with its cache of answers to visitors.</summary>
    public const string Cached = "cached";

    private readonly Process _process;
    private readonly string _folder;

    private BenchmarkServer(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<BenchmarkServer> StartAsync(string serverKind, string connectionString, string relationships = "")
    {
        var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["serve", serverKind, connectionString, relationships])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } outputLine)
            if (outputLine.StartsWith("listening ", StringComparison.Ordinal))
                return new BenchmarkServer(process, folder, new Uri(outputLine["listening ".Length..]));
        throw new InvalidOperationException($"The {serverKind} did not start.");
    }

    public async Task<long> GetAllocatedBytesAsync()
    {
        await _process.StandardInput.WriteLineAsync("allocated");
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Runs the server in the child process until its standard input ends, which also happens when the parent process ends.
    /// </summary>
    public static async Task<int> ServeAsync(string serverKind, string connectionString, string relationships)
    {
        BaselineJson.SetRelationships(relationships);
        await using var app =
            serverKind == "bare"
                ? BaselineServer.Build(connectionString)
                : await WebApi.Program.BuildAsync([
                    "--urls",
                    "http://127.0.0.1:0",
                    "--environment",
                    "Production",
                    "--Log:Level=Warning",
                    $"--Database:ConnectionString={connectionString}",
                    $"--Data:Directory={Environment.CurrentDirectory}",
                    "--Admin:Email=admin@example.org",
                    "--Admin:Password=correct horse",
                    "--Auth:RegistrationsPerAddressAndHour=1000000",
                    $"--VisitorCache:Megabytes={(serverKind == Cached ? 64 : 0)}",
                    "--Orders:OpenCheckoutsPerUser=0",
                    "--Orders:HeldSeatsPerUser=0",
                    "--Orders:OpenCheckoutsPerAddress=0",
                    "--Orders:HeldSeatsPerAddress=0",
                ]);
        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.First()}");
        while (Console.ReadLine() is not null)
            Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        await app.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
