using System.Globalization;
using System.Text.RegularExpressions;
using OpenEvent.Rush;

namespace OpenEvent.Failover;

/// <summary>Visitors who read an event from each server, all the time.</summary>
internal sealed partial class VisitorLoad(ServerProcesses servers, string eventId) : IAsyncDisposable
{
    private const int Readers = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly CancellationTokenSource _stop = new();
    private Task _readers = Task.CompletedTask;
    private int _answers,
        _failures;

    public int Answers => _answers;

    /// <summary>Answers that were not 200, and requests without an answer.</summary>
    public int Failures => _failures;

    public void Start() =>
        _readers = Task.WhenAll(
            from reader in Enumerable.Range(0, Readers)
            from address in servers.Addresses
            select Task.Run(() =>
                ReadUntilStoppedAsync(address, reader % 2 == 0 ? $"/v1/events/{eventId}" : $"/v1/events/{eventId}/tickets")
            )
        );

    /// <summary>What one server answers to visitors.</summary>
    public Task<string> ReadAsync(Uri address) => _http.GetStringAsync(new Uri(address, $"/v1/events/{eventId}"));

    /// <summary>The reads of visitors that all servers have sent to their databases since they started.</summary>
    /// <param name="server"><c>replica</c> or <c>primary</c>.</param>
    public async Task<long> CountReadsAsync(string server)
    {
        var sum = 0L;
        foreach (var address in servers.Addresses)
        foreach (Match line in ReadsLine().Matches(await _http.GetStringAsync(new Uri(address, "/metrics"))))
            if (line.Groups[1].Value.Contains($"server=\"{server}\"", StringComparison.Ordinal))
                sum += long.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture);
        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _readers;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ReadUntilStoppedAsync(Uri address, string path)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(address, path));
                Interlocked.Increment(ref _answers);
                if (!answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref _failures);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                Interlocked.Increment(ref _failures);
            }

            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [GeneratedRegex(@"^openevent_visitor_reads_total\{([^}]*)\} (\d+)", RegexOptions.Multiline)]
    private static partial Regex ReadsLine();
}
