using Npgsql;
using OpenEvent.Infrastructure;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>
/// The template of the databases of servers: a server has started on it and stopped. A start on a copy neither adds rows nor runs the
/// jobs of each hour and day, which cost a dozen connections.
/// </summary>
internal static class StartedTemplate
{
    /// <remarks>The module changes with the code, which decides about the rows.</remarks>
    public static readonly DatabaseTemplate Instance = new(
        $"started {typeof(WebApi.Program).Module.ModuleVersionId} {string.Join(',', PersistenceServices.MigrationNames)}",
        StartOnceAsync
    );

    private static async Task StartOnceAsync(string connectionString, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("openevent-template-").FullName;
        await using (var app = await WebApi.Program.BuildAsync(OpenEventServer.SettingsFor(connectionString, folder), ct: ct))
        {
            await app.StartAsync(ct);
            await Eventually.ReadAsync(
                "all jobs have run",
                () => CountAsync("SELECT count(*) FROM jobs WHERE succeeded_at IS NULL"),
                count => count == 0
            );
            await app.StopAsync(ct);
        }

        Directory.Delete(folder, recursive: true);

        async Task<long> CountAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection);
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }
    }
}
