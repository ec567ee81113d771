using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>
/// Two PostgreSQL servers on ports of this machine: a primary, and a standby that confirms each commit (synchronous streaming replication:
/// https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION), or follows without confirming.
/// </summary>
public sealed class ReplicatedPostgres : IAsyncDisposable
{
    private readonly UnixAccount _account;
    private readonly string _programs;
    private readonly string _folder;
    private readonly string _options;
    private readonly int[] _ports = [FindPort(), FindPort()];

    private ReplicatedPostgres(UnixAccount account, string programs, string folder, string options) =>
        (_account, _programs, _folder, _options) = (account, programs, folder, options);

    /// <summary>Both hosts, the standby first, so that the driver has to find the primary.</summary>
    public string ConnectionString => $"Host=127.0.0.1:{_ports[1]},127.0.0.1:{_ports[0]};Username=openevent;Database=openevent";

    public string PrimaryConnectionString => ConnectionStringOf(0);

    public string StandbyConnectionString => ConnectionStringOf(1);

    /// <param name="isSynchronous">Whether commits wait for the standby, so that they stop without it.</param>
    /// <param name="isDurable">Whether commits wait for the disk. A test needs no disk, because nothing turns the machine off.</param>
    public static async Task<ReplicatedPostgres> StartAsync(bool isSynchronous = true, bool isDurable = false, int maxConnections = 100)
    {
        var ct = CancellationToken.None;
        var folder = Path.Combine(Path.GetTempPath(), $"openevent-replica-{Guid.NewGuid().ToString("n")[..8]}");
        Directory.CreateDirectory(folder);
        var account = await UnixAccount.FindAsync(folder, ct);
        var binaries = await PostgresBinaries.FindAsync(null, null, account, ct);
        if (account.IsUnprivileged)
            ExternalTool.Run("coreutils", "chown", account.Name, folder);
        var options = $"-c fsync={(isDurable ? "on" : "off")} -c max_connections={maxConnections} -c dynamic_shared_memory_type=mmap";
        var pair = new ReplicatedPostgres(account, binaries.Directory, folder, options);
        await pair.StartBothAsync(isSynchronous);
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

    /// <summary>Kills the standby without a shutdown.</summary>
    public Task KillStandbyAsync() => RunAsync("pg_ctl", "stop", "-D", DataOf(1), "-m", "immediate");

    public Task StartStandbyAsync() => StartServerAsync(1);

    /// <summary>Sends a signal to all processes of the standby: STOP lets it hang.</summary>
    public async Task SignalStandbyAsync(string signal)
    {
        var ids = await Postmaster.ListProcessIdsAsync(_account, DataOf(1), CancellationToken.None);
        ExternalTool.Run("procps", "kill", [$"-{signal}", .. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>From now on readers of the standby see nothing new. It goes on to receive and confirm.</summary>
    public async Task PauseReplayAsync()
    {
        await ReadFromStandbyAsync<object>("SELECT pg_wal_replay_pause()");
        await Eventually.IsTrueAsync("replay is paused", async () =>
            await ReadFromStandbyAsync<string>("SELECT pg_get_wal_replay_pause_state()") == "paused"
        );
    }

    public Task ResumeReplayAsync() => ReadFromStandbyAsync<object>("SELECT pg_wal_replay_resume()");

    /// <summary>
    /// Locks a table against reading until the connection is closed, on the primary, and waits until the standby has replayed that.
    /// </summary>
    public async Task<NpgsqlConnection> LockOnBothAsync(string table)
    {
        var connection = new NpgsqlConnection(PrimaryConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        await using var source = NpgsqlDataSource.Create(PrimaryConnectionString + ";Pooling=false");
        var query = $"SELECT mode FROM pg_locks WHERE relation = '{table}'::regclass AND mode = 'AccessExclusiveLock'";
        await Eventually.IsTrueAsync("the standby has the lock", async () =>
        {
            // A commit sends what was written before.
            await using var commit = source.CreateCommand("SELECT txid_current()");
            await commit.ExecuteNonQueryAsync();
            return await ReadFromStandbyAsync<string>(query) is not null;
        });
        return connection;
    }

    public Task WaitForBlockedReadAsync() =>
        Eventually.IsTrueAsync("a read waits for a lock on the standby", async () =>
            await ReadFromStandbyAsync<string>("SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock'") is not null
        );

    /// <summary>Runs a statement as a superuser on the standby, in the database of the server.</summary>
    public async Task<T?> ReadFromStandbyAsync<T>(string sql)
        where T : class
    {
        await using var source = NpgsqlDataSource.Create($"{SuperuserAt(1)};Database=openevent;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as T;
    }

    /// <summary>Whether the server may open connections to the primary.</summary>
    public Task SetLoginAsync(bool isAllowed) => ExecuteAsync(0, $"ALTER ROLE openevent {(isAllowed ? "LOGIN" : "NOLOGIN")}");

    /// <summary>Ends the sessions of the primary whose last statement contains a text.</summary>
    public Task EndSessionsAsync(string text) =>
        ExecuteAsync(0, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%{text}%' AND pid <> pg_backend_pid()");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { 0, 1 })
            if (File.Exists(Path.Combine(DataOf(server), "postmaster.pid")))
                await RunAsync("pg_ctl", "stop", "-D", DataOf(server), "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartBothAsync(bool isSynchronous)
    {
        await RunAsync("initdb", "-D", DataOf(0), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync");
        await StartServerAsync(0);
        await ExecuteAsync(0, "CREATE ROLE openevent LOGIN");
        await ExecuteAsync(0, "CREATE DATABASE openevent OWNER openevent");
        await RunAsync(
            "pg_basebackup",
            "-h",
            "127.0.0.1",
            "-p",
            PortOf(0),
            "-U",
            "postgres",
            "-D",
            DataOf(1),
            "-R",
            "-X",
            "stream",
            "-c",
            "fast"
        );
        await StartServerAsync(1);
        if (isSynchronous)
        {
            await ExecuteAsync(0, "ALTER SYSTEM SET synchronous_standby_names = '*'");
            await ExecuteAsync(0, "SELECT pg_reload_conf()");
        }

        await WaitForStandbysAsync($"state = 'streaming' AND sync_state = '{(isSynchronous ? "sync" : "async")}'", 1);
    }

    /// <param name="condition">Of rows of <c>pg_stat_replication</c> of the primary.</param>
    private async Task WaitForStandbysAsync(string condition, long count)
    {
        await using var source = NpgsqlDataSource.Create(SuperuserAt(0) + ";Database=postgres");
        await using var state = source.CreateCommand($"SELECT count(*) FROM pg_stat_replication WHERE {condition}");
        await Eventually.ReadAsync(
            $"{count} standbys with {condition}",
            () => state.ExecuteScalarAsync(),
            found => found is long n && n == count
        );
    }

    private async Task ExecuteAsync(int server, string statement)
    {
        await using var source = NpgsqlDataSource.Create(SuperuserAt(server) + ";Database=postgres");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

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
            $"-p {PortOf(server)} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} {_options}"
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

    private string ConnectionStringOf(int server) => $"Host=127.0.0.1;Port={_ports[server]};Username=openevent;Database=openevent";

    private string SuperuserAt(int server) => $"Host=127.0.0.1;Port={_ports[server]};Username=postgres";

    private string PortOf(int server) => _ports[server].ToString(CultureInfo.InvariantCulture);

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
