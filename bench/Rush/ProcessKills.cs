using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Kills servers and PostgreSQL, and records the outages.</summary>
internal sealed class ProcessKills(ServerProcesses servers, EmbeddedPostgres postgres, Outages outages)
{
    public int ServerKills { get; private set; }

    public int DatabaseKills { get; private set; }

    /// <summary>Kills the next server (SIGKILL) and starts a new process at the same address.</summary>
    public Task KillServerAsync() => outages.RecordAsync(() => servers.KillAsync(ServerKills++ % servers.Addresses.Count));

    /// <summary>
    /// Kills the postmaster and all sessions (SIGKILL). <see cref="EmbeddedPostgres"/>, which the benchmark uses like the server, restarts
    /// it.
    /// </summary>
    public Task KillDatabaseAsync() =>
        outages.RecordAsync(async () =>
        {
            DatabaseKills++;
            var id = File.ReadLines(Path.Combine(postgres.ClusterDirectory, "postmaster.pid")).First();
            using (var postmaster = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
            {
                postmaster.Kill(entireProcessTree: true);
                await postmaster.WaitForExitAsync();
            }

            while (!await AnswersAsync())
                await Task.Delay(50);
        });

    /// <summary>
    /// Kills processes one after another, each after <paramref name="step"/> more answers. Progress decides, not time, so every kill
    /// interrupts work. The kills are spread over the successful orders, not over the many rejections that follow.
    /// </summary>
    public async Task KillDuringAsync(Task rush, Func<int> answered, int step, int serverKills, int databaseKills)
    {
        var kills = serverKills + databaseKills;
        for (var kill = 1; kill <= kills; kill++)
        {
            var next = answered() + Math.Max(1, step);
            while (!rush.IsCompleted && answered() < next)
                await Task.Delay(2);
            if (rush.IsCompleted)
                return;
            if (kill * databaseKills / kills > (kill - 1) * databaseKills / kills)
                await KillDatabaseAsync();
            else
                await KillServerAsync();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
