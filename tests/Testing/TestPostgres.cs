using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Testing;

/// <summary>
/// The PostgreSQL cluster in which tests create their databases: the one that <c>./test</c> started, or one for this process.
/// </summary>
public static class TestPostgres
{
    /// <summary>The test host is killed when its tests end, so another process waits for that and cleans up.</summary>
    private const string CleanupScript = """
        exec >/dev/null 2>&1 </dev/null
        while kill -0 "$1"; do sleep 0.2; done
        postmaster=$(head -n 1 "$3/postmaster.pid") && kill -QUIT "$postmaster"
        while grep -q . "/proc/$postmaster/cmdline"; do sleep 0.1; done
        rm -rf "$2" "$3"
        """;

    private static readonly Lazy<Task<string>> MaintenanceConnectionString = new(FindOrStartAsync);

    /// <summary>
    /// The connection string to the cluster's database <c>postgres</c>. Its role may create databases but is not a superuser,
    /// like the role of the server.
    /// </summary>
    public static Task<string> GetMaintenanceConnectionStringAsync() => MaintenanceConnectionString.Value;

    private static async Task<string> FindOrStartAsync()
    {
        if (Environment.GetEnvironmentVariable("OPENEVENT_TEST_POSTGRES") is { Length: > 0 } configured)
            return configured;
        var folder = Path.Combine(Path.GetTempPath(), $"openevent-tests-{Environment.ProcessId}-{Guid.NewGuid().ToString("n")[..6]}");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = folder,
                Durable = false,
                MaxConnections = 400,
            },
            NullLogger.Instance,
            CancellationToken.None
        );
        using var cleanupProcess = Process.Start(
            "setsid",
            [
                "sh",
                "-c",
                CleanupScript,
                "sh",
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                folder,
                postgres.ClusterDirectory,
            ]
        );
        await using var connection = new NpgsqlConnection(postgres.MaintenanceConnectionString);
        await connection.OpenAsync();
        await DatabaseTemplate.ExecuteAsync(connection, "ALTER ROLE openevent CREATEDB", CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "postgres" }.ConnectionString;
    }
}
