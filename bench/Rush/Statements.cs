using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Has PostgreSQL write down the statements of one order, with their values.</summary>
internal sealed class Statements(EmbeddedPostgres postgres, Servers servers)
{
    private string Log => Path.Combine(postgres.ClusterDirectory, "server.log");

    /// <returns>The log of what happened in between; the servers are started anew before and after, as the setting is a connection's.</returns>
    public async Task<string> DuringAsync(Func<Task> warmUp, Func<Task> order)
    {
        var maintenance = new Books(postgres.MaintenanceConnectionString);
        await maintenance.ExecuteAsync("ALTER DATABASE openevent SET log_statement = 'all'");
        await maintenance.ExecuteAsync("ALTER DATABASE openevent SET log_error_verbosity = 'default'");
        await servers.KillAsync(0);
        await warmUp();
        var start = new FileInfo(Log).Length;
        await order();
        await using (var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            file.Position = start;
            using var reader = new StreamReader(file);
            var text = await reader.ReadToEndAsync();
            await maintenance.ExecuteAsync("ALTER DATABASE openevent RESET ALL");
            await servers.KillAsync(0);
            return text;
        }
    }
}
