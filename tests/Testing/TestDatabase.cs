using Npgsql;

namespace OpenEvent.Testing;

/// <summary>A fixture's own database, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int Most = 20;

    private readonly string _maintenance;
    private readonly string _name;

    private TestDatabase(string maintenance, string name)
    {
        (_maintenance, _name) = (maintenance, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(maintenance) { Database = name, MaxPoolSize = 60 }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>A copy of the template, or an empty database.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseTemplate? template = null, CancellationToken ct = default)
    {
        var maintenance = await TestPostgres.MaintenanceAsync();
        await using var connection = await OpenAsync(maintenance, ct);
        if (template is not null)
            await template.EnsureAsync(connection, ct);
        var name = "test_" + Guid.NewGuid().ToString("n");
        await DatabaseTemplate.RunAsync(connection, $"CREATE DATABASE {name} TEMPLATE {template?.Name ?? "template1"}", ct);
        return new TestDatabase(maintenance, name);
    }

    public async ValueTask DisposeAsync()
    {
        await using var mine = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(mine);
        await using var connection = await OpenAsync(_maintenance, CancellationToken.None);
        for (var attempt = 1; !await DropAsync(connection, " WITH (FORCE)") && !await DropAsync(connection); attempt++)
            if (attempt == Most)
                throw new InvalidOperationException($"The database {_name} is in use by somebody who does not leave.");
    }

    /// <summary>
    /// With FORCE PostgreSQL ends our sessions, and refuses where autovacuum is at work, which only a superuser may end; without it sends autovacuum away
    /// itself, and waits five seconds for sessions to end (dropdb and CountOtherDBBackends).
    /// </summary>
    private async Task<bool> DropAsync(NpgsqlConnection connection, string how = "")
    {
        try
        {
            await DatabaseTemplate.RunAsync(connection, $"DROP DATABASE IF EXISTS {_name}{how}", CancellationToken.None);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string maintenance, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(ct);
        return connection;
    }
}
