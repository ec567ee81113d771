using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A private PostgreSQL under the data directory, for servers without <c>Database:ConnectionString</c>. It listens only on a Unix socket
/// that other users cannot reach. It survives a killed server, and the next server takes it over. Servers on the same data directory share
/// it, and the last one stops it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private readonly PostgresDirectory _directory;
    private readonly PostgresCluster _cluster;
    private readonly FileLock _usersLock;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watchdog;
    private int _disposed;

    private EmbeddedPostgres(PostgresDirectory directory, PostgresCluster cluster, FileLock usersLock, bool wasRunning, ILogger log)
    {
        _directory = directory;
        _cluster = cluster;
        _usersLock = usersLock;
        WasRunning = wasRunning;
        _log = log;
        _watchdog = Task.Run(RunWatchdogAsync);
    }

    /// <summary>
    /// The database <c>openevent</c>, as its owner. The role is no superuser, so SQL injection could not reach the machine.
    /// </summary>
    public string ConnectionString => BuildConnectionString(_directory, "openevent", "openevent");

    /// <summary>The database <c>postgres</c> as superuser, for backups, tests and administrators.</summary>
    public string MaintenanceConnectionString => BuildConnectionString(_directory, "postgres", "postgres");

    /// <summary>The folder of the cluster (PGDATA), with symbolic links resolved.</summary>
    public string ClusterDirectory => _directory.ClusterPath;

    /// <summary>PostgreSQL's major version.</summary>
    public int MajorVersion => _cluster.Binaries.MajorVersion;

    /// <summary>True when the postmaster was already running.</summary>
    public bool WasRunning { get; }

    /// <summary>
    /// Creates the cluster if it does not exist and starts it if it is not running. Completes when it accepts connections.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">PostgreSQL is missing or does not start; the message is for the operator.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            throw new PostgresUnavailableException("The embedded PostgreSQL requires Linux. Set Database:ConnectionString.");
        var directory = await PostgresDirectory.PrepareAsync(options, ct);
        using var startLock = await FileLock.AcquireExclusiveAsync(directory.StartLockPath, ct);
        var major = await PostgresCluster.GetMajorVersionAsync(directory, ct);
        var cluster = new PostgresCluster(
            directory,
            options,
            await PostgresBinaries.FindAsync(options.Binaries, major, directory.Account, ct)
        );
        if (major is null)
            await cluster.CreateAsync(ct);
        var usersLock = await FileLock.AcquireSharedAsync(directory.UsersLockPath, ct);
        var wasRunning = Postmaster.FindProcessId(directory.ClusterPath) is not null;
        try
        {
            if (!wasRunning)
                await cluster.StartAsync(ct);
            await CreateRoleAndDatabaseAsync(directory, ct);
            log.LogInformation(
                "PostgreSQL {Version} {How:l} in {Cluster:l}",
                cluster.Binaries.MajorVersion,
                wasRunning ? "was running" : "started",
                directory.ClusterPath
            );
            return new EmbeddedPostgres(directory, cluster, usersLock, wasRunning, log);
        }
        catch (Exception e)
        {
            usersLock.Dispose();
            if (!wasRunning)
                await cluster.StopAsync(CancellationToken.None);
            if (e is not NpgsqlException)
                throw;
            throw new PostgresUnavailableException(
                $"The embedded PostgreSQL in {directory.ClusterPath} rejects the connection: {e.Message.ReplaceLineEndings(" ")}",
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stopping.CancelAsync();
        await _watchdog;
        _stopping.Dispose();
        using var startLock = await FileLock.AcquireExclusiveAsync(_directory.StartLockPath, CancellationToken.None);
        _usersLock.Dispose();
        using var exclusiveLock = FileLock.TryAcquireExclusive(_directory.UsersLockPath);
        if (exclusiveLock is null)
        {
            _log.LogInformation("PostgreSQL keeps running: another server uses {Cluster:l}", _directory.ClusterPath);
            return;
        }
        await _cluster.StopAsync(CancellationToken.None);
        _log.LogInformation("PostgreSQL stopped");
    }

    /// <summary>Restarts the postmaster when it is no longer running.</summary>
    private async Task RunWatchdogAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(WatchInterval);
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (Postmaster.FindProcessId(_directory.ClusterPath) is null)
                    await RestartAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server is stopping.
        }
    }

    private async Task RestartAsync(CancellationToken ct)
    {
        try
        {
            using var startLock = await FileLock.AcquireExclusiveAsync(_directory.StartLockPath, ct);
            if (Postmaster.FindProcessId(_directory.ClusterPath) is not null)
                return;
            _log.LogError("PostgreSQL in {Cluster:l} is not running; restarting it", _directory.ClusterPath);
            await _cluster.StartAsync(ct);
        }
        catch (Exception e) when (e is PostgresUnavailableException or IOException or UnauthorizedAccessException)
        {
            _log.LogError("PostgreSQL could not be restarted: {Reason:l}", e.Message);
        }
    }

    private static async Task CreateRoleAndDatabaseAsync(PostgresDirectory directory, CancellationToken ct)
    {
        // A postmaster that was already running may still be recovering from a crash.
        var connectionString = BuildConnectionString(directory, "postgres", "postgres") + ";Pooling=false";
        await using var connection = await PostgresConnector.OpenWithRetryAsync(connectionString, TimeSpan.FromMinutes(2), ct);
        await using var existsCommand = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'openevent'),
                   EXISTS (SELECT FROM pg_database WHERE datname = 'openevent')
            """,
            connection
        );
        await using var reader = await existsCommand.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var roleExists = reader.GetBoolean(0);
        var databaseExists = reader.GetBoolean(1);
        await reader.CloseAsync();
        if (!roleExists)
            await ExecuteAsync(connection, "CREATE ROLE openevent LOGIN", ct);
        if (!databaseExists)
            await ExecuteAsync(connection, "CREATE DATABASE openevent OWNER openevent", ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string BuildConnectionString(PostgresDirectory directory, string role, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = directory.SocketFolder,
            Username = role,
            Database = database,
            ApplicationName = "openevent",
            MaxPoolSize = 80,
            // Seconds. It also limits the wait for a pooled connection: hundreds of concurrent requests right after a start wait longer
            // than 15 s, Npgsql's default.
            Timeout = 60,
        }.ConnectionString;
}
