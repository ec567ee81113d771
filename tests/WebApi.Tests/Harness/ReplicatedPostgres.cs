using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <param name="IsSynchronous">Whether each commit waits for the standby.</param>
/// <param name="IsDurable">Whether commits wait for the disk. A test needs no disk, because nothing turns the machine off.</param>
public sealed record ReplicationSettings(bool IsSynchronous = true, bool IsDurable = false, int MaxConnections = 100);

/// <summary>
/// Two PostgreSQL servers on ports of this machine: a primary, and a standby that confirms each commit (synchronous streaming replication:
/// https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION).
/// </summary>
public sealed class ReplicatedPostgres : IAsyncDisposable
{
    private readonly UnixAccount _account;
    private readonly string _programs;
    private readonly string _folder;
    private readonly ReplicationSettings _settings;
    private readonly int[] _ports = [FindPort(), FindPort()];

    private ReplicatedPostgres(UnixAccount account, string programs, string folder, ReplicationSettings settings) =>
        (_account, _programs, _folder, _settings) = (account, programs, folder, settings);

    /// <summary>Both hosts, the standby first, so that the driver has to find the primary.</summary>
    public string ConnectionString => $"Host=127.0.0.1:{_ports[1]},127.0.0.1:{_ports[0]};Username=openevent;Database=openevent";

    /// <param name="settings">Null: the defaults.</param>
    public static async Task<ReplicatedPostgres> StartAsync(ReplicationSettings? settings = null)
    {
        var ct = CancellationToken.None;
        var folder = Path.Combine(Path.GetTempPath(), $"openevent-replica-{Guid.NewGuid().ToString("n")[..8]}");
        Directory.CreateDirectory(folder);
        var account = await UnixAccount.FindAsync(folder, ct);
        var binaries = await PostgresBinaries.FindAsync(null, null, account, ct);
        if (account.IsUnprivileged)
            ExternalTool.Run("coreutils", "chown", account.Name, folder);
        var pair = new ReplicatedPostgres(account, binaries.Directory, folder, settings ?? new ReplicationSettings());
        await pair.StartBothAsync();
        return pair;
    }

    /// <summary>Kills the primary without a shutdown.</summary>
    public Task KillPrimaryAsync() => RunAsync("pg_ctl", "stop", "-D", DataOf(0), "-m", "immediate");

    /// <summary>Kills all processes of the primary (SIGKILL), as if its machine had lost power. Clients are told nothing.</summary>
    public async Task PowerOffPrimaryAsync()
    {
        var file = Path.Combine(DataOf(0), "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file);
        // All at once: .NET's own way looks at every process of the machine for each child.
        var kill = $"kill -STOP {lines[0]}; kill -KILL {lines[0]} $(cat /proc/{lines[0]}/task/{lines[0]}/children)";
        await ExternalCommand.RunAsync(["sh", "-c", kill], CancellationToken.None);
        // The last line but one has the key and the id of the shared memory, which nobody else removes.
        await ExternalCommand.RunAsync(
            ["ipcrm", "-m", lines[6].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]],
            CancellationToken.None
        );
        File.Delete(file);
    }

    /// <summary>Lets the standby receive nothing more, as if the network between the two was cut.</summary>
    public async Task CutStandbyOffAsync()
    {
        await ExecuteAsync(1, "ALTER SYSTEM SET primary_conninfo = ''");
        await ExecuteAsync(1, "SELECT pg_reload_conf()");
        await WaitForStandbysAsync("state IS NOT NULL", 0);
    }

    /// <summary>Makes the standby the primary. It waits for no other standby.</summary>
    public Task PromoteStandbyAsync() => RunAsync("pg_ctl", "promote", "-D", DataOf(1), "-w");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { 0, 1 })
            if (File.Exists(Path.Combine(DataOf(server), "postmaster.pid")))
                await RunAsync("pg_ctl", "stop", "-D", DataOf(server), "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartBothAsync()
    {
        await RunAsync("initdb", "-D", DataOf(0), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync");
        await StartServerAsync(0);
        await ExecuteAsync(0, "CREATE ROLE openevent LOGIN");
        await ExecuteAsync(0, "CREATE DATABASE openevent OWNER openevent");
        await RunAsync("pg_basebackup", "-h", "127.0.0.1", "-p", PortOf(0), "-U", "postgres", "-D", DataOf(1), "-R", "-X", "stream");
        await StartServerAsync(1);
        if (_settings.IsSynchronous)
        {
            await ExecuteAsync(0, "ALTER SYSTEM SET synchronous_standby_names = '*'");
            await ExecuteAsync(0, "SELECT pg_reload_conf()");
        }

        await WaitForStandbysAsync($"state = 'streaming' AND sync_state = '{(_settings.IsSynchronous ? "sync" : "async")}'", 1);
    }

    /// <param name="condition">Of rows of <c>pg_stat_replication</c> of the primary.</param>
    private async Task WaitForStandbysAsync(string condition, long count)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf(0));
        await using var state = source.CreateCommand($"SELECT count(*) FROM pg_stat_replication WHERE {condition}");
        await Eventually.ReadAsync(
            $"{count} standbys with {condition}",
            () => state.ExecuteScalarAsync(),
            found => found is long n && n == count
        );
    }

    private async Task ExecuteAsync(int server, string statement)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf(server));
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private string AddressOf(int server) => $"Host=127.0.0.1;Port={PortOf(server)};Username=postgres;Database=postgres";

    private Task StartServerAsync(int server) =>
        RunAsync(
            "pg_ctl",
            "start",
            "-D",
            DataOf(server),
            "-w",
            "-s",
            "-l",
            Path.Combine(_folder, server + ".log"),
            "-o",
            $"-p {PortOf(server)} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} "
                + $"-c max_connections={_settings.MaxConnections} -c fsync={(_settings.IsDurable ? "on" : "off")} "
                + "-c dynamic_shared_memory_type=mmap"
        );

    private async Task RunAsync(string program, params string[] arguments)
    {
        var run = await ExternalCommand.RunAsync(
            [.. _account.CommandPrefix, Path.Combine(_programs, program), .. arguments],
            CancellationToken.None
        );
        if (!run.Succeeded)
            throw new InvalidOperationException($"{program} exited with code {run.ExitCode}: {run.Output}");
    }

    private string DataOf(int server) => Path.Combine(_folder, server.ToString(CultureInfo.InvariantCulture));

    private string PortOf(int server) => _ports[server].ToString(CultureInfo.InvariantCulture);

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
