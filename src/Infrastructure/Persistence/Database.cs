using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The server's database: the configured one, or else the embedded PostgreSQL, which is released when this object is disposed.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;
    private readonly NpgsqlDataSource _unpooled;

    private Database(string connectionString, ILoggerFactory loggerFactory, string description, EmbeddedPostgres? embedded)
    {
        DataSource = CreateDataSource(connectionString, loggerFactory, "openevent");
        Probe = new DatabaseProbe(connectionString);
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        _unpooled = CreateDataSource(unpooled.ConnectionString, loggerFactory, "openevent-unpooled", loadsTypes: false);
        Description = description;
        _embedded = embedded;
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Tells whether the database works.</summary>
    public DatabaseProbe Probe { get; }

    /// <summary>The PostgreSQL version and its location, for the startup summary. It contains no password.</summary>
    public string Description { get; }

    /// <summary>Opens the database. Completes when it accepts connections.</summary>
    /// <param name="version">The version of this build, which PostgreSQL shows as the application name of the connections.</param>
    /// <param name="searchPath">The schemas of all connections. Null: as the connection string and the database say.</param>
    /// <exception cref="PostgresUnavailableException">It accepts none; the message names the settings key.</exception>
    public static async Task<Database> OpenAsync(
        string? connectionString,
        EmbeddedPostgresOptions options,
        string version,
        ILoggerFactory loggerFactory,
        CancellationToken ct,
        string? searchPath = null
    )
    {
        if (!string.IsNullOrWhiteSpace(connectionString))
            return await OpenConfiguredAsync(connectionString, version, loggerFactory, searchPath, ct);
        var embedded = await EmbeddedPostgres.StartAsync(options, loggerFactory.CreateLogger<EmbeddedPostgres>(), ct);
        return new Database(
            WithDriverDefaults(embedded.ConnectionString, version, searchPath),
            loggerFactory,
            $"PostgreSQL {embedded.MajorVersion}, private, in {embedded.ClusterDirectory}",
            embedded
        );
    }

    /// <summary>Opens a connection that is not of the pool, so it can be had while the pool is exhausted. The caller closes it.</summary>
    internal NpgsqlConnection OpenUnpooled() => _unpooled.OpenConnection();

    /// <inheritdoc cref="OpenUnpooled" />
    internal ValueTask<NpgsqlConnection> OpenUnpooledAsync(CancellationToken ct) => _unpooled.OpenConnectionAsync(ct);

    internal static string GetApplicationName(string version) => $"OpenEvent {version}";

    public async ValueTask DisposeAsync()
    {
        await Probe.DisposeAsync();
        await DataSource.DisposeAsync();
        await _unpooled.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static async Task<Database> OpenConfiguredAsync(
        string connectionString,
        string version,
        ILoggerFactory loggerFactory,
        string? searchPath,
        CancellationToken ct
    )
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            await using var connection = await PostgresConnector.OpenWithRetryAsync(connectionString, TimeSpan.FromSeconds(15), ct);
            var description = $"PostgreSQL {connection.PostgreSqlVersion.Major} at {builder.Host}:{builder.Port}/{builder.Database}";
            return connection.PostgreSqlVersion.Major < 15
                ? throw new PostgresUnavailableException(
                    $"Database:ConnectionString names {description}, but version 15 or newer is required."
                )
                : new Database(WithDriverDefaults(connectionString, version, searchPath), loggerFactory, description, embedded: null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new PostgresUnavailableException(
                "Database:ConnectionString is not a PostgreSQL connection string such as Host=…;Database=…;Username=…;Password=….",
                e
            );
        }
        catch (NpgsqlException e)
        {
            throw new PostgresUnavailableException($"Database:ConnectionString: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <remarks>The name is the label of the pool's metrics, which would otherwise be the connection string.</remarks>
    /// <param name="loadsTypes">Whether the first connection reads the types of the database. Those of PostgreSQL are known anyway.</param>
    /// <param name="initialStatement">A statement that each new connection begins with. Null: none.</param>
    internal static NpgsqlDataSource CreateDataSource(
        string connectionString,
        ILoggerFactory loggerFactory,
        string name,
        bool loadsTypes = true,
        string? initialStatement = null
    )
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name }
            .UseLoggerFactory(loggerFactory)
            .ConfigureTypeLoading(types => types.EnableTypeLoading(loadsTypes));
        if (initialStatement is { } sql)
            builder.UsePhysicalConnectionInitializer(connection => Execute(connection, sql), connection => ExecuteAsync(connection, sql));
        return builder.Build();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Repeated statements are prepared, which halves PostgreSQL's work for an order. A connection string for a pooler that cannot keep
    /// prepared statements has to contain <c>Max Auto Prepare=0</c>. Connections are not reset between uses, which saves eight statements
    /// each time, so code that changes session state beyond its transaction has to restore it.
    /// </summary>
    internal static string WithDriverDefaults(string connectionString, string version, string? searchPath)
    {
        var specified = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (string.IsNullOrEmpty(builder.ApplicationName))
            builder.ApplicationName = GetApplicationName(version);
        if (searchPath is not null)
            builder.SearchPath = searchPath;
        // A machine that vanished is noticed in half a minute, not after the quarter of an hour that the kernel tries.
        if (!builder.TcpKeepAlive && builder.Host?.StartsWith('/') != true)
            (builder.TcpKeepAlive, builder.TcpKeepAliveTime, builder.TcpKeepAliveInterval) = (true, 10, 5);
        // With several hosts, the one that accepts writes is used. One that has just been promoted is found within seconds, also if the
        // former one does not answer at all.
        if (builder.Host?.Contains(',') == true)
        {
            builder.TargetSessionAttributes ??= "primary";
            if (!specified.ContainsKey("Host Recheck Seconds") && !specified.ContainsKey("HostRecheckSeconds"))
                builder.HostRecheckSeconds = 3;
            if (!specified.ContainsKey("Timeout"))
                builder.Timeout = 5;
        }

        if (!specified.ContainsKey("Max Auto Prepare") && !specified.ContainsKey("MaxAutoPrepare"))
        {
            builder.MaxAutoPrepare = 200;
            builder.AutoPrepareMinUsages = 3;
        }
        return builder.ConnectionString;
    }
}
