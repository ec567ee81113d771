using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The database that the server works on: the configured one, or else the embedded one, which goes when this is disposed of.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(NpgsqlDataSource dataSource, string description, EmbeddedPostgres? embedded) =>
        (DataSource, Description, _embedded) = (dataSource, description, embedded);

    public NpgsqlDataSource DataSource { get; }

    /// <summary>For people: which PostgreSQL it is and where. Never holds a password.</summary>
    public string Description { get; }

    /// <summary>Answers when the database takes connections.</summary>
    /// <exception cref="PostgresUnavailableException">It does not; the message names the key.</exception>
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
                    $"Database:ConnectionString leads to {description}; version 15 or newer is needed."
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
    /// Statements that come again are prepared, which halves PostgreSQL's work for an order; who has a pooler that cannot keep them says
    /// <c>Max Auto Prepare=0</c>. A connection is lent again as it comes back, without the eight statements that would clean it: whoever sets something for
    /// longer than his transaction takes it back himself.
    /// </summary>
    private static string WithDriverDefaults(string connectionString)
    {
        var specified = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (!specified.ContainsKey("Max Auto Prepare") && !specified.ContainsKey("MaxAutoPrepare"))
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (200, 3);
        return builder.ConnectionString;
    }
}
