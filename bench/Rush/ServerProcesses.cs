using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenEvent.Rush;

/// <summary>The server processes. A killed one is replaced at the same address.</summary>
internal sealed class ServerProcesses(string connectionString, string folder, int nodes, int firstPort, int mailPort) : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string Password = "correct horse";

    private static readonly string Secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private readonly Process?[] _processes = new Process?[nodes];

    private readonly string _log = Path.Combine(folder, "servers.log");

    public IReadOnlyList<Uri> Addresses { get; } =
    [.. Enumerable.Range(0, nodes).Select(n => new Uri($"http://127.0.0.1:{firstPort + n}"))];

    /// <summary>The program of the nodes that are started from now on. By default the present version.</summary>
    public string ServerProgram { get; set; } = Path.Combine(AppContext.BaseDirectory, "OpenEvent.WebApi.dll");

    /// <summary>Further settings of the nodes.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The folder of the documents of all nodes, like a shared disk.</summary>
    public string Storage { get; } = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;

    public async Task StartAsync()
    {
        // Sequentially, because the first server creates the tables.
        for (var n = 0; n < nodes; n++)
            await StartAsync(n);
    }

    /// <summary>Kills a server (SIGKILL) and starts a new process at the same address.</summary>
    public async Task KillAsync(int node)
    {
        _processes[node]!.Kill();
        await _processes[node]!.WaitForExitAsync();
        await StartAsync(node);
    }

    /// <summary>
    /// Stops a server as a service manager does (SIGTERM), waits until it has ended, and starts <see cref="ServerProgram"/> at the same
    /// address.
    /// </summary>
    /// <returns>The exit code of the former process.</returns>
    public async Task<int> ReplaceAsync(int node)
    {
        var former = _processes[node]!;
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {former.Id}")]))
            await kill.WaitForExitAsync();
        await former.WaitForExitAsync();
        var code = former.ExitCode;
        await StartAsync(node);
        return code;
    }

    /// <summary>
    /// Creates the access token that a user would get by signing in. Ten thousand sign-ins would take minutes and are not measured.
    /// </summary>
    /// <param name="sample">A token of another user.</param>
    /// <param name="user">The id of the user.</param>
    public static string CreateToken(string sample, long user)
    {
        var parts = sample.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims["identity"] = user;
        claims["jti"] = Guid.NewGuid().ToString();
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (process is null || process.HasExited)
                continue;
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task StartAsync(int node)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, $"node{node}")).FullName;
        _processes[node] = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    ServerProgram,
                    $"--urls={Addresses[node]}",
                    $"--Database:ConnectionString={connectionString}",
                    $"--Data:Directory={data}",
                    $"--Storage:Directory={Storage}",
                    "--Mail:Host=127.0.0.1",
                    $"--Mail:Port={mailPort}",
                    "--Mail:Security=None",
                    "--Log:Level=Warning",
                    "--Lab:Device=none",
                    "--Orders:ExpiryMinutes=60",
                    $"--Auth:Secret={Secret}",
                    $"--Admin:Email={AdminEmail}",
                    $"--Admin:Password={Password}",
                    "--Auth:RegistrationsPerAddressAndHour=1000000",
                    "--Orders:OpenCheckoutsPerUser=0",
                    "--Orders:HeldSeatsPerUser=0",
                    "--Orders:OpenCheckoutsPerAddress=0",
                    "--Orders:HeldSeatsPerAddress=0",
                    "--Auth:HashMemoryKiB=1024",
                    "--Auth:SignInFailuresPerAddress=1000000",
                    "--Auth:LookUpsPerAddressAndMinute=1000000",
                    .. Settings,
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        _processes[node]!.OutputDataReceived += (_, line) => AppendLog(line.Data);
        _processes[node]!.ErrorDataReceived += (_, line) => AppendLog(line.Data);
        _processes[node]!.BeginOutputReadLine();
        _processes[node]!.BeginErrorReadLine();
        for (var tries = 0; tries < 3000; tries++)
        {
            if (_processes[node]!.HasExited)
                throw new InvalidOperationException($"The server does not start: {await File.ReadAllTextAsync(_log)}");
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

        throw new InvalidOperationException("The server did not start within five minutes.");
    }

    private void AppendLog(string? line)
    {
        lock (_processes)
            File.AppendAllText(_log, line + "\n");
    }
}
