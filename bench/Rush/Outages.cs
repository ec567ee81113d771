using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Kills processes and remembers when something was down: only then may a client see a 5xx.</summary>
internal sealed class Outages(ServerProcesses servers, EmbeddedPostgres postgres)
{
    private readonly List<(long From, long To)> _outages = [];
    private long _downSince = long.MaxValue;

    public int ServerKills { get; private set; }

    public int DatabaseKills { get; private set; }

    /// <summary>SIGKILL of a server, in turn, and a new process at its address.</summary>
    public Task KillServerAsync() => RecordOutageAsync(() => servers.KillAsync(ServerKills++ % servers.Addresses.Count));

    /// <summary>SIGKILL of the postmaster and of every session in the midst of its work. Whoever embeds PostgreSQL watches it and starts it again, here as in the server.</summary>
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
    /// So many kills, one after the other, each after some more answers: by progress, never by time, so that every kill meets work. They are spread over the
    /// sales, where there is something to lose, not over the long tail of refusals.
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

    /// <param name="from">When a request was sent.</param>
    /// <param name="to">When its answer was there.</param>
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
