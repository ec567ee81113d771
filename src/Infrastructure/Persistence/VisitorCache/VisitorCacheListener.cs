using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Hears of changes that other nodes commit. If a replica is configured, it also reads the position of the primary, on the same connection:
/// without one, kept answers live to their end, which is a second at most, and no replica is used.
/// </summary>
internal sealed class VisitorCacheListener(
    Database database,
    VisitorChanges changes,
    ReplicaGuard guard,
    TimeProvider clock,
    ILogger<VisitorCacheListener> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (changes.AreWatched && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogDebug("Changes of other nodes are not heard: {Reason}", e.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenUnpooledAsync(ct);
        var heard = new Queue<string>();
        connection.Notification += (_, notification) => heard.Enqueue(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {VisitorCacheInterceptor.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        // What was committed before was not heard.
        await changes.ApplyAsync(eventIds: null, ct);
        try
        {
            await HearAsync(connection, heard, ct);
        }
        finally
        {
            guard.Disconnect();
        }
    }

    private async Task HearAsync(NpgsqlConnection connection, Queue<string> heard, CancellationToken ct)
    {
        while (true)
        {
            if (guard.IsConfigured)
                guard.Set(await PrimaryPosition.ReadAsync(connection, clock.GetTimestamp(), guard.Holds, ct));
            // Notifications may have come with the position.
            if (heard.Count == 0)
                await connection.WaitAsync(guard.IsConfigured ? guard.Interval : Timeout.InfiniteTimeSpan, ct);
            while (heard.TryDequeue(out var payload))
                await changes.ApplyAsync(Parse(payload), ct);
        }
    }

    private static List<long>? Parse(string payload) =>
        payload == "*"
            ? null
            : [.. payload.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
