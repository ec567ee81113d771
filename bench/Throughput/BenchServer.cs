using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenEvent.Bench.Throughput;

/// <summary>The server in its own process, configured as in production.</summary>
internal sealed class BenchServer(Process process, Uri address) : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string Password = "correct horse";

    private const string ListeningPrefix = "listening ",
        CompiledPrefix = "compiled ";

    private static readonly string Secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public Uri Address => address;

    public int Id => process.Id;

    /// <param name="settings">Further arguments of the server, e.g. <c>--Mail:Host=127.0.0.1</c>.</param>
    public static async Task<BenchServer> StartAsync(string connectionString, string folder, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["serve", connectionString, folder, Secret, .. settings])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(ListeningPrefix, StringComparison.Ordinal))
                return new BenchServer(process, new Uri(line[ListeningPrefix.Length..]));
        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>
    /// Runs the server in the child process until its standard input ends, which also happens when the parent process ends.
    /// </summary>
    public static async Task<int> ServeAsync(string connectionString, string folder, string secret, params string[] settings)
    {
        await using var app = await WebApi.Program.BuildAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--environment",
            "Production",
            "--Log:Level=Warning",
            $"--Database:ConnectionString={connectionString}",
            $"--Data:Directory={folder}",
            "--Lab:Device=none",
            $"--Admin:Email={AdminEmail}",
            $"--Admin:Password={Password}",
            "--Auth:RegistrationsPerAddressAndHour=1000000",
            "--Orders:OpenCheckoutsPerUser=0",
            "--Orders:HeldSeatsPerUser=0",
            "--Orders:OpenCheckoutsPerAddress=0",
            "--Orders:HeldSeatsPerAddress=0",
            $"--Auth:Secret={secret}",
            .. settings,
        ]);
        await app.StartAsync();
        Console.WriteLine($"{ListeningPrefix}{app.Urls.First()}");
        // On a dedicated thread: waiting for input must not block a thread of the pool.
        await Task.Factory.StartNew(
            () =>
            {
                while (Console.ReadLine() is not null)
                    Console.WriteLine($"{CompiledPrefix}{JitInfo.GetCompiledMethodCount()}");
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await app.StopAsync();
        return 0;
    }

    /// <summary>The number of methods that the runtime has compiled. A recompiled method counts again.</summary>
    public async Task<long> CountCompiledMethodsAsync()
    {
        await process.StandardInput.WriteLineAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line) // skips log lines
            if (line.StartsWith(CompiledPrefix, StringComparison.Ordinal))
                return long.Parse(line.AsSpan(CompiledPrefix.Length), CultureInfo.InvariantCulture);
        throw new InvalidOperationException("The server has ended.");
    }

    /// <summary>Creates the access token that a user would get by signing in. Sign-ins are not measured.</summary>
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
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
