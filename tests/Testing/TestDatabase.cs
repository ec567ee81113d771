using Npgsql;

namespace OpenEvent.Testing;

/// <summary>A fixture's own database, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
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
        await DatabaseTemplate.RunAsync(connection, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string maintenance, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(ct);
        return connection;
    }
}
