using System.Diagnostics;
using System.Net.Sockets;

namespace OpenEvent.Rush;

/// <summary>The server processes, which can be killed and come back at their old address.</summary>
internal sealed class Servers(string connectionString, string folder, int nodes) : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string Password = "correct horse";

    private const int FirstPort = 27100;

    private readonly Process?[] _processes = new Process?[nodes];

    public IReadOnlyList<Uri> Addresses { get; } = [.. Enumerable.Range(0, nodes).Select(n => new Uri($"http://127.0.0.1:{FirstPort + n}"))];

    public async Task StartAsync()
    {
        // One after the other: the first one makes the tables.
        for (var n = 0; n < nodes; n++) await StartAsync(n);
    }

    /// <summary>SIGKILL, and a new process at the same address.</summary>
    public async Task KillAsync(int node)
    {
        _processes[node]!.Kill();
        await _processes[node]!.WaitForExitAsync();
        await StartAsync(node);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (process is null || process.HasExited) continue;
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task StartAsync(int node)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, $"node{node}")).FullName;
        _processes[node] = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "OpenEvent.WebApi.dll"), $"--urls={Addresses[node]}", $"--Database:ConnectionString={connectionString}", $"--Data:Directory={data}", "--Log:Level=Error",
            $"--Admin:Email={AdminEmail}", $"--Admin:Password={Password}", "--Auth:HashMemoryKiB=1024", "--Auth:SignInFailuresPerAddress=1000000", "--Auth:LookUpsPerAddressAndMinute=1000000",
        ])
        { RedirectStandardOutput = true })!;
        _processes[node]!.OutputDataReceived += (_, _) => { };
        _processes[node]!.BeginOutputReadLine();
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(Addresses[node].Host, Addresses[node].Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("The server does not come up.");
    }
}
