using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Kills processes and remembers when something was down: only then may a client see a 5xx.</summary>
internal sealed class Outages(Servers servers, EmbeddedPostgres postgres)
{
    private readonly List<(long From, long To)> _past = [];
    private long _since = long.MaxValue;

    public int ServerKills { get; private set; }

    public int DatabaseKills { get; private set; }

    /// <summary>SIGKILL of a server, and a new process at its address.</summary>
    public Task KillServerAsync() => DownAsync(() => servers.KillAsync(ServerKills++ % servers.Addresses.Count));

    /// <summary>SIGKILL of the postmaster; whoever embeds it starts it again, and it recovers from its log.</summary>
    public Task KillDatabaseAsync() => DownAsync(async () =>
    {
        DatabaseKills++;
        var file = Path.Combine(postgres.ClusterDirectory, "postmaster.pid");
        var id = File.ReadLines(file).First();
        using (var postmaster = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }

        while (!await AnswersAsync()) await Task.Delay(50);
    });

    /// <param name="from">When a request was sent.</param>
    /// <param name="to">When its answer was there.</param>
    public bool WasDown(long from, long to)
    {
        lock (_past) return to > _since || _past.Any(o => from < o.To && to > o.From);
    }

    private async Task DownAsync(Func<Task> kill)
    {
        lock (_past) _since = Stopwatch.GetTimestamp();
        await kill();
        lock (_past)
        {
            _past.Add((_since, Stopwatch.GetTimestamp()));
            _since = long.MaxValue;
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
