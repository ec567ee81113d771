using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Kills processes and records the outages. Clients may get a 5xx only during an outage.</summary>
internal sealed class Outages(ServerProcesses servers, EmbeddedPostgres postgres)
{
    private readonly List<(long From, long To)> _outages = [];
    private long _downSince = long.MaxValue;

    public int ServerKills { get; private set; }

    public int DatabaseKills { get; private set; }

    /// <summary>Kills the next server (SIGKILL) and starts a new process at the same address.</summary>
    public Task KillServerAsync() => RecordOutageAsync(() => servers.KillAsync(ServerKills++ % servers.Addresses.Count));

    /// <summary>
    /// Kills the postmaster and all sessions (SIGKILL). <see cref="EmbeddedPostgres"/>, which the benchmark uses like the server, restarts
    /// it.
    /// </summary>
    public Task KillDatabaseAsync() =>
        RecordOutageAsync(async () =>
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

    /// <param name="from">The time stamp at which a request was sent.</param>
    /// <param name="to">The time stamp at which its answer was complete.</param>
    public bool WasDown(long from, long to)
    {
        lock (_outages)
            return to > _downSince || _outages.Any(o => from < o.To && to > o.From);
    }

    private async Task RecordOutageAsync(Func<Task> kill)
    {
        lock (_outages)
            _downSince = Stopwatch.GetTimestamp();
        await kill();
        lock (_outages)
        {
            _outages.Add((_downSince, Stopwatch.GetTimestamp()));
            _downSince = long.MaxValue;
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
