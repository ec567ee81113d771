using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A private PostgreSQL under the data directory, for whoever has configured none. It listens on no network, only on a socket that no other user
/// reaches. It outlives a killed server, and the next one takes it over; servers on the same data directory share it, and the last to leave stops it.
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
        (_directory, _cluster, _usersLock, WasRunning, _log) = (directory, cluster, usersLock, wasRunning, log);
        _watchdog = Task.Run(RunWatchdogAsync);
    }

    /// <summary>The database <c>openevent</c>, as its owner: no superuser, so that a slip in an SQL text cannot reach the machine.</summary>
    public string ConnectionString => BuildConnectionString(_directory, "openevent", "openevent");

    /// <summary>The database <c>postgres</c> as superuser: for backups, tests and the person at the shell.</summary>
    public string MaintenanceConnectionString => BuildConnectionString(_directory, "postgres", "postgres");

    /// <summary>The cluster's folder (PGDATA), with links resolved.</summary>
    public string ClusterDirectory => _directory.ClusterPath;

    /// <summary>PostgreSQL's major version.</summary>
    public int MajorVersion => _cluster.Binaries.MajorVersion;

    /// <summary>True when the postmaster was already there.</summary>
    public bool WasRunning { get; }

    /// <summary>Makes the cluster if there is none, starts it if nobody did, and answers when it takes connections.</summary>
    /// <exception cref="PostgresUnavailableException">There is no PostgreSQL to be had; the message is for the operator.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            throw new PostgresUnavailableException("The embedded PostgreSQL needs Linux; set Database:ConnectionString.");
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
                $"The embedded PostgreSQL in {directory.ClusterPath} refuses the server: {e.Message.ReplaceLineEndings(" ")}",
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
            _log.LogInformation("PostgreSQL stays: another server uses {Cluster:l}", _directory.ClusterPath);
            return;
        }
        await _cluster.StopAsync(CancellationToken.None);
        _log.LogInformation("PostgreSQL stopped");
    }

    /// <summary>Starts the postmaster again when something killed it.</summary>
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
            // The server is leaving.
        }
    }

    private async Task RestartAsync(CancellationToken ct)
    {
        try
        {
            using var startLock = await FileLock.AcquireExclusiveAsync(_directory.StartLockPath, ct);
            if (Postmaster.FindProcessId(_directory.ClusterPath) is not null)
                return;
            _log.LogError("PostgreSQL is gone from {Cluster:l}; it is started again", _directory.ClusterPath);
            await _cluster.StartAsync(ct);
        }
        catch (Exception e) when (e is PostgresUnavailableException or IOException or UnauthorizedAccessException)
        {
            _log.LogError("PostgreSQL cannot be started again: {Reason:l}", e.Message);
        }
    }

    private static async Task CreateRoleAndDatabaseAsync(PostgresDirectory directory, CancellationToken ct)
    {
        // An adopted postmaster may still be reading its log after a crash.
        var connectionString = BuildConnectionString(directory, "postgres", "postgres") + ";Pooling=false";
        await using var connection = await PostgresConnector.OpenWithRetryAsync(connectionString, TimeSpan.FromMinutes(2), ct);
        await using var existsCommand = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'openevent'), EXISTS (SELECT FROM pg_database WHERE datname = 'openevent')",
            connection
        );
        await using var reader = await existsCommand.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (role, database) = (reader.GetBoolean(0), reader.GetBoolean(1));
        await reader.CloseAsync();
        if (!role)
            await ExecuteAsync(connection, "CREATE ROLE openevent LOGIN", ct);
        if (!database)
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
            // Also how long a request waits for a connection: hundreds at once, at a server that has just started, take longer than the driver's 15 s.
            Timeout = 60,
        }.ConnectionString;
}
