using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Bench.Throughput;

/// <summary>The private, durable PostgreSQL of the benchmark.</summary>
internal sealed class BenchPostgres(EmbeddedPostgres cluster) : IAsyncDisposable
{
    public string ConnectionString => cluster.ConnectionString;

    public NpgsqlConnectionStringBuilder Address => new(cluster.ConnectionString);

    public string Folder => cluster.ClusterDirectory;

    public string Log => Path.Combine(Folder, "server.log");

    public static async Task<BenchPostgres> StartAsync(string folder)
    {
        var postgres = new BenchPostgres(
            await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = folder },
                NullLogger.Instance,
                CancellationToken.None
            )
        );
        // PostgreSQL is stopped with the benchmark, also when that is interrupted.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().AsTask().Wait();
        // The cluster logs tersely; the benchmark needs the parameter values of the statements.
        await postgres.ExecuteAsSuperuserAsync($"ALTER DATABASE {postgres.Address.Database} SET log_error_verbosity = 'default'");
        return postgres;
    }

    /// <summary>Turns statement logging on or off, also for running sessions.</summary>
    public async Task LogStatementsAsync(bool isOn)
    {
        await ExecuteAsSuperuserAsync(isOn ? "ALTER SYSTEM SET log_statement = 'all'" : "ALTER SYSTEM RESET log_statement");
        await ExecuteAsSuperuserAsync("SELECT pg_reload_conf()");
        // A session applies the setting before its next statement, after the postmaster has read it.
        while (await ExecuteAsSuperuserAsync("SHOW log_statement") is not string now || now == "all" != isOn)
            await Task.Delay(20);
        await Task.Delay(200);
    }

    /// <summary>Returns the settings fsync, synchronous_commit and full_page_writes as one text.</summary>
    public async Task<string> DurabilityAsync() =>
        (string)
            (
                await ExecuteAsSuperuserAsync(
                    """
                    SELECT string_agg(name || ' ' || setting, ', ' ORDER BY name) FROM pg_settings
                    WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')
                    """
                )
            )!;

    public Task<object?> ExecuteAsSuperuserAsync(string sql) => RunAsync(cluster.MaintenanceConnectionString, sql);

    public Task<object?> ExecuteAsync(string sql) => RunAsync(cluster.ConnectionString, sql);

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await ExecuteAsync(sql), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
