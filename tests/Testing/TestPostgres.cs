using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Testing;

/// <summary>The PostgreSQL that tests make their databases in: the one that <c>./test</c> started, or else one of this process' own.</summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<string>> Address = new(FindAsync);

    /// <summary>Leads to the database <c>postgres</c> of the cluster, as a role that may make databases but is no superuser: as the server's own.</summary>
    public static Task<string> MaintenanceAsync() => Address.Value;

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("OPENEVENT_TEST_POSTGRES") is { Length: > 0 } given)
            return given;
        var folder = Path.Combine(Path.GetTempPath(), $"openevent-tests-{Environment.ProcessId}-{Guid.NewGuid().ToString("n")[..6]}");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder, Durable = false, MaxConnections = 400 }, NullLogger.Instance, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        await using var connection = new NpgsqlConnection(postgres.MaintenanceConnectionString);
        await connection.OpenAsync();
        await DatabaseTemplate.RunAsync(connection, "ALTER ROLE openevent CREATEDB", CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "postgres" }.ConnectionString;
    }
}
