using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The database that the server works on: the configured one, or else the embedded one, which goes when this is disposed of.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(NpgsqlDataSource source, string where, EmbeddedPostgres? embedded) =>
        (Source, Where, _embedded) = (source, where, embedded);

    public NpgsqlDataSource Source { get; }

    /// <summary>For people: which PostgreSQL it is and where. Never holds a password.</summary>
    public string Where { get; }

    /// <summary>Answers when the database takes connections.</summary>
    /// <exception cref="PostgresUnavailable">It does not; the message names the key.</exception>
    public static async Task<Database> OpenAsync(
        string? connectionString,
        EmbeddedPostgresOptions options,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        if (!string.IsNullOrWhiteSpace(connectionString))
            return await OpenConfiguredAsync(connectionString, logs, ct);
        var embedded = await EmbeddedPostgres.StartAsync(options, logs.CreateLogger<EmbeddedPostgres>(), ct);
        return new Database(
            SourceOf(embedded.ConnectionString, logs),
            $"PostgreSQL {embedded.Version}, private, in {embedded.ClusterDirectory}",
            embedded
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static async Task<Database> OpenConfiguredAsync(string connectionString, ILoggerFactory logs, CancellationToken ct)
    {
        try
        {
            var address = new NpgsqlConnectionStringBuilder(connectionString);
            await using var connection = await PostgresConnection.OpenAsync(connectionString, TimeSpan.FromSeconds(15), ct);
            var where = $"PostgreSQL {connection.PostgreSqlVersion.Major} at {address.Host}:{address.Port}/{address.Database}";
            return connection.PostgreSqlVersion.Major < 15
                ? throw new PostgresUnavailable($"Database:ConnectionString leads to {where}; version 15 or newer is needed.")
                : new Database(SourceOf(connectionString, logs), where, embedded: null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new PostgresUnavailable(
                "Database:ConnectionString is not a PostgreSQL connection string such as Host=…;Database=…;Username=…;Password=….",
                e
            );
        }
        catch (NpgsqlException e)
        {
            throw new PostgresUnavailable($"Database:ConnectionString: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static NpgsqlDataSource SourceOf(string connectionString, ILoggerFactory logs) =>
        new NpgsqlDataSourceBuilder(Prepared(connectionString)).UseLoggerFactory(logs).Build();

    /// <summary>
    /// Statements that come again are prepared, which halves PostgreSQL's work for an order; who has a pooler that cannot keep them says
    /// <c>Max Auto Prepare=0</c>. A connection is lent again as it comes back, without the eight statements that would clean it: whoever sets something for
    /// longer than his transaction takes it back himself.
    /// </summary>
    private static string Prepared(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var wanted = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
            (wanted.MaxAutoPrepare, wanted.AutoPrepareMinUsages) = (200, 3);
        return wanted.ConnectionString;
    }
}
