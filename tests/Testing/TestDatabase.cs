using Npgsql;

namespace OpenEvent.Testing;

/// <summary>A fixture's own database, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int MaxDropAttempts = 20;

    private readonly string _maintenanceConnectionString;
    private readonly string _name;

    private TestDatabase(string maintenanceConnectionString, string name)
    {
        (_maintenanceConnectionString, _name) = (maintenanceConnectionString, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(maintenanceConnectionString)
        {
            Database = name,
            MaxPoolSize = 60,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>A copy of the template, or an empty database.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseTemplate? template = null, CancellationToken ct = default)
    {
        var maintenanceConnectionString = await TestPostgres.GetMaintenanceConnectionStringAsync();
        await using var connection = await OpenAsync(maintenanceConnectionString, ct);
        if (template is not null)
            await template.EnsureCreatedAsync(connection, ct);
        var name = "test_" + Guid.NewGuid().ToString("n");
        await DatabaseTemplate.ExecuteAsync(connection, $"CREATE DATABASE {name} TEMPLATE {template?.Name ?? "template1"}", ct);
        return new TestDatabase(maintenanceConnectionString, name);
    }

    public async ValueTask DisposeAsync()
    {
        await using var pooledConnection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooledConnection);
        await using var connection = await OpenAsync(_maintenanceConnectionString, CancellationToken.None);
        for (var attempt = 1; !await DropAsync(connection, " WITH (FORCE)") && !await DropAsync(connection); attempt++)
            if (attempt == MaxDropAttempts)
                throw new InvalidOperationException($"The database {_name} is in use by somebody who does not leave.");
    }

    /// <summary>
    /// With FORCE PostgreSQL ends our sessions, and refuses where autovacuum is at work, which only a superuser may end; without it sends autovacuum away
    /// itself, and waits five seconds for sessions to end (dropdb and CountOtherDBBackends).
    /// </summary>
    private async Task<bool> DropAsync(NpgsqlConnection connection, string options = "")
    {
        try
        {
            await DatabaseTemplate.ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {_name}{options}", CancellationToken.None);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string maintenanceConnectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(maintenanceConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
