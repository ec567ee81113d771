using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace OpenEvent.Bench.ReadCost;

/// <summary>The server in its own process.</summary>
internal sealed class MeasuredServer(Process process, Uri address) : IAsyncDisposable
{
    private const string ListeningPrefix = "listening ";

    private bool _hasStopped;

    public Uri Address => address;

    public int ProcessId => process.Id;

    public static async Task<MeasuredServer> StartAsync(string connectionString, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["serve", connectionString, folder])
            start.ArgumentList.Add(argument);
        // Compilation in the background would count as the work of a request.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(ListeningPrefix, StringComparison.Ordinal))
                return new MeasuredServer(process, new Uri(line[ListeningPrefix.Length..]));
        throw new InvalidOperationException("The server did not start.");
    }

    public static Task<WebApplication> BuildAsync(string connectionString, string folder) =>
        WebApi.Program.BuildAsync([
            "--urls=http://127.0.0.1:0",
            "--environment=Production",
            "--Log:Level=Warning",
            $"--Database:ConnectionString={connectionString}",
            $"--Data:Directory={folder}",
            "--Lab:Device=none",
            $"--Admin:Email={ApiClient.Email}",
            $"--Admin:Password={ApiClient.Password}",
        ]);

    /// <summary>
    /// Runs the server in the child process until its standard input ends, which also happens when the parent process ends.
    /// </summary>
    public static async Task<int> ServeAsync(string connectionString, string folder)
    {
        await using var app = await BuildAsync(connectionString, folder);
        await app.StartAsync();
        Console.WriteLine($"{ListeningPrefix}{app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public async Task StopAsync()
    {
        _hasStopped = true;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hasStopped)
            await StopAsync();
        process.Dispose();
    }
}
