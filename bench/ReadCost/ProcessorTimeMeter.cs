using System.Globalization;
using Npgsql;

namespace OpenEvent.Bench.ReadCost;

/// <summary>
/// The processor time of the threads of the server and of the sessions of PostgreSQL, in nanoseconds, from <c>/proc/…/schedstat</c>
/// (https://docs.kernel.org/scheduler/sched-stats.html). Sessions that have ended do not count, so PostgreSQL must not start parallel
/// workers: <see cref="RowFiller"/> switches them off.
/// </summary>
internal sealed class ProcessorTimeMeter(NpgsqlConnection connection, int server) : IAsyncDisposable
{
    private readonly Dictionary<string, long> _times = [];
    private long _total;

    public static async Task<ProcessorTimeMeter> StartAsync(string connectionString, int server)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return new ProcessorTimeMeter(connection, server);
    }

    public TimeSpan Read()
    {
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{server}/task").Concat(Sessions()))
            Add(folder);
        return TimeSpan.FromMicroseconds(_total / 1e3);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private List<string> Sessions()
    {
        using var command = new NpgsqlCommand(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            connection
        );
        using var reader = command.ExecuteReader();
        List<string> folders = [];
        while (reader.Read())
            folders.Add($"/proc/{reader.GetInt32(0)}");
        return folders;
    }

    private void Add(string folder)
    {
        try
        {
            var time = long.Parse(File.ReadAllText(folder + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
            _total += time - _times.GetValueOrDefault(folder);
            _times[folder] = time;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _times.Remove(folder); // It has ended.
        }
    }
}
