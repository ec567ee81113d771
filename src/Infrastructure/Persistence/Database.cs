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

    private Database(NpgsqlDataSource dataSource, string description, EmbeddedPostgres? embedded)
    {
        DataSource = dataSource;
        Description = description;
        _embedded = embedded;
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>The PostgreSQL version and its location, for the startup summary. It contains no password.</summary>
    public string Description { get; }

    /// <summary>Opens the database. Completes when it accepts connections.</summary>
    /// <exception cref="PostgresUnavailableException">It accepts none; the message names the settings key.</exception>
    public static async Task<Database> OpenAsync(
        string? connectionString,
        EmbeddedPostgresOptions options,
        ILoggerFactory loggerFactory,
        CancellationToken ct
    )
    {
        if (!string.IsNullOrWhiteSpace(connectionString))
            return await OpenConfiguredAsync(connectionString, loggerFactory, ct);
        var embedded = await EmbeddedPostgres.StartAsync(options, loggerFactory.CreateLogger<EmbeddedPostgres>(), ct);
        return new Database(
            CreateDataSource(embedded.ConnectionString, loggerFactory),
            $"PostgreSQL {embedded.MajorVersion}, private, in {embedded.ClusterDirectory}",
            embedded
        );
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static async Task<Database> OpenConfiguredAsync(string connectionString, ILoggerFactory loggerFactory, CancellationToken ct)
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
                : new Database(CreateDataSource(connectionString, loggerFactory), description, embedded: null);
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

    private static NpgsqlDataSource CreateDataSource(string connectionString, ILoggerFactory loggerFactory) =>
        new NpgsqlDataSourceBuilder(WithDriverDefaults(connectionString)).UseLoggerFactory(loggerFactory).Build();

    /// <summary>
    /// Repeated statements are prepared, which halves PostgreSQL's work for an order. A connection string for a pooler that cannot keep
    /// prepared statements has to contain <c>Max Auto Prepare=0</c>. Connections are not reset between uses, which saves eight statements
    /// each time, so code that changes session state beyond its transaction has to restore it.
    /// </summary>
    private static string WithDriverDefaults(string connectionString)
    {
        var specified = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (!specified.ContainsKey("Max Auto Prepare") && !specified.ContainsKey("MaxAutoPrepare"))
        {
            builder.MaxAutoPrepare = 200;
            builder.AutoPrepareMinUsages = 3;
        }
        return builder.ConnectionString;
    }
}
