using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A private PostgreSQL under the data directory, for whoever has configured none. It listens on no network, only on a socket that no other user
/// reaches. It outlives a killed server, and the next one takes it over; servers on the same data directory share it, and the last to leave stops it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);
    private readonly PostgresHome _home;
    private readonly PostgresCluster _cluster;
    private readonly FileLock _using;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _watching;
    private int _left;

    private EmbeddedPostgres(PostgresHome home, PostgresCluster cluster, FileLock @using, bool adopted, ILogger log)
    {
        (_home, _cluster, _using, Adopted, _log) = (home, cluster, @using, adopted, log);
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>The database <c>openevent</c>, as its owner: no superuser, so that a slip in an SQL text cannot reach the machine.</summary>
    public string ConnectionString => Address(_home, "openevent", "openevent");

    /// <summary>The database <c>postgres</c> as superuser: for backups, tests and the person at the shell.</summary>
    public string MaintenanceConnectionString => Address(_home, "postgres", "postgres");

    /// <summary>The cluster's folder (PGDATA), with links resolved.</summary>
    public string ClusterDirectory => _home.Cluster;

    /// <summary>PostgreSQL's major version.</summary>
    public int Version => _cluster.Binaries.Major;

    /// <summary>True when the postmaster was already there.</summary>
    public bool Adopted { get; }

    /// <summary>Makes the cluster if there is none, starts it if nobody did, and answers when it takes connections.</summary>
    /// <exception cref="PostgresUnavailable">There is no PostgreSQL to be had; the message is for the operator.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            throw new PostgresUnavailable("The embedded PostgreSQL needs Linux; set Database:ConnectionString.");
        var home = await PostgresHome.PrepareAsync(options, ct);
        using var starting = await FileLock.ExclusiveAsync(home.StartingLock, ct);
        var major = await PostgresCluster.MajorOfAsync(home, ct);
        var cluster = new PostgresCluster(home, options, await PostgresBinaries.FindAsync(options.Binaries, major, home.Account, ct));
        if (major is null)
            await cluster.MakeAsync(ct);
        var users = await FileLock.SharedAsync(home.UsersLock, ct);
        var adopted = Postmaster.Of(home.Cluster) is not null;
        try
        {
            if (!adopted)
                await cluster.StartAsync(ct);
            await PrepareDatabaseAsync(home, ct);
            log.LogInformation(
                "PostgreSQL {Version} {How:l} in {Cluster:l}",
                cluster.Binaries.Major,
                adopted ? "was running" : "started",
                home.Cluster
            );
            return new EmbeddedPostgres(home, cluster, users, adopted, log);
        }
        catch (Exception e)
        {
            users.Dispose();
            if (!adopted)
                await cluster.StopAsync(CancellationToken.None);
            if (e is not NpgsqlException)
                throw;
            throw new PostgresUnavailable(
                $"The embedded PostgreSQL in {home.Cluster} refuses the server: {e.Message.ReplaceLineEndings(" ")}",
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 1)
            return;
        await _leaving.CancelAsync();
        await _watching;
        _leaving.Dispose();
        using var starting = await FileLock.ExclusiveAsync(_home.StartingLock, CancellationToken.None);
        _using.Dispose();
        using var alone = FileLock.TryExclusive(_home.UsersLock);
        if (alone is null)
        {
            _log.LogInformation("PostgreSQL stays: another server uses {Cluster:l}", _home.Cluster);
            return;
        }
        await _cluster.StopAsync(CancellationToken.None);
        _log.LogInformation("PostgreSQL stopped");
    }

    /// <summary>Starts the postmaster again when something killed it.</summary>
    private async Task WatchAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Watch);
            while (await timer.WaitForNextTickAsync(_leaving.Token))
            {
                if (Postmaster.Of(_home.Cluster) is null)
                    await RestartAsync(_leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server is leaving.
        }
    }

    private async Task RestartAsync(CancellationToken ct)
    {
        try
        {
            using var starting = await FileLock.ExclusiveAsync(_home.StartingLock, ct);
            if (Postmaster.Of(_home.Cluster) is not null)
                return;
            _log.LogError("PostgreSQL is gone from {Cluster:l}; it is started again", _home.Cluster);
            await _cluster.StartAsync(ct);
        }
        catch (Exception e) when (e is PostgresUnavailable or IOException or UnauthorizedAccessException)
        {
            _log.LogError("PostgreSQL cannot be started again: {Reason:l}", e.Message);
        }
    }

    private static async Task PrepareDatabaseAsync(PostgresHome home, CancellationToken ct)
    {
        // An adopted postmaster may still be reading its log after a crash.
        var address = Address(home, "postgres", "postgres") + ";Pooling=false";
        await using var connection = await PostgresConnection.OpenAsync(address, TimeSpan.FromMinutes(2), ct);
        await using var look = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'openevent'), EXISTS (SELECT FROM pg_database WHERE datname = 'openevent')",
            connection
        );
        await using var reader = await look.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (role, database) = (reader.GetBoolean(0), reader.GetBoolean(1));
        await reader.CloseAsync();
        if (!role)
            await RunAsync(connection, "CREATE ROLE openevent LOGIN", ct);
        if (!database)
            await RunAsync(connection, "CREATE DATABASE openevent OWNER openevent", ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Address(PostgresHome home, string role, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = home.SocketFolder,
            Username = role,
            Database = database,
            ApplicationName = "openevent",
            MaxPoolSize = 80,
            // Also how long a request waits for a connection: hundreds at once, at a server that has just started, take longer than the driver's 15 s.
            Timeout = 60,
        }.ConnectionString;
}
