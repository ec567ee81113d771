using Npgsql;

namespace OpenEvent.Testing;

/// <summary>A database for one test fixture. It is dropped when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int MaxDropAttempts = 20;

    private readonly string _maintenanceConnectionString;
    private readonly string _name;

    private TestDatabase(string maintenanceConnectionString, string name)
    {
        _maintenanceConnectionString = maintenanceConnectionString;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(maintenanceConnectionString)
        {
            Database = name,
            MaxPoolSize = 60,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>A database that belongs to a PostgreSQL server of the test, and is not dropped.</summary>
    public static TestDatabase Of(string connectionString) =>
        new(connectionString, new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>Creates a copy of the template, or an empty database.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseTemplate? template = null, CancellationToken ct = default)
    {
        var maintenanceConnectionString = await TestPostgres.GetMaintenanceConnectionStringAsync();
        await using var connection = await OpenAsync(maintenanceConnectionString, ct);
        if (template is not null)
            await template.EnsureCreatedAsync(connection, ct);
        return await CopyAsync(connection, template?.Name ?? "template1", ct);
    }

    /// <summary>Creates a copy of this database, to which nobody may be connected.</summary>
    public async Task<TestDatabase> CopyAsync(CancellationToken ct = default)
    {
        ClosePooledConnections();
        await using var connection = await OpenAsync(_maintenanceConnectionString, ct);
        return await CopyAsync(connection, _name, ct);
    }

    private static async Task<TestDatabase> CopyAsync(NpgsqlConnection connection, string source, CancellationToken ct)
    {
        var name = "test_" + Guid.NewGuid().ToString("n");
        // Copying the files takes less processor time than writing each page to the log, and makes the drop cheaper.
        await DatabaseTemplate.ExecuteAsync(connection, $"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY", ct);
        return new TestDatabase(await TestPostgres.GetMaintenanceConnectionStringAsync(), name);
    }

    public async ValueTask DisposeAsync()
    {
        ClosePooledConnections();
        await using var connection = await OpenAsync(_maintenanceConnectionString, CancellationToken.None);
        for (var attempt = 1; !await DropAsync(connection, " WITH (FORCE)") && !await DropAsync(connection); attempt++)
            if (attempt == MaxDropAttempts)
                throw new InvalidOperationException($"The database {_name} cannot be dropped: other sessions still use it.");
    }

    private void ClosePooledConnections()
    {
        using var pooledConnection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooledConnection);
    }

    /// <summary>
    /// With FORCE, PostgreSQL ends our sessions, but it fails while autovacuum runs, because only a superuser may end autovacuum.
    /// Without FORCE, PostgreSQL stops autovacuum itself and waits up to five seconds for sessions to end
    /// (<c>dropdb</c> and <c>CountOtherDBBackends</c> in its source).
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
