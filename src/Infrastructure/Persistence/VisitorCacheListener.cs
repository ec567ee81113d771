using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Forgets kept answers when another node commits a change. Without a connection answers are kept to their end, which is a second at most.
/// </summary>
internal sealed class VisitorCacheListener(NpgsqlDataSource source, IVisitorCache cache, ILogger<VisitorCacheListener> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (cache.IsEnabled && !stoppingToken.IsCancellationRequested)
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
        await using var connection = await source.OpenConnectionAsync(ct);
        var heard = new Queue<string>();
        connection.Notification += (_, notification) => heard.Enqueue(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {VisitorCacheInterceptor.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        try
        {
            while (true)
            {
                await connection.WaitAsync(ct);
                while (heard.TryDequeue(out var payload))
                    await cache.ForgetAsync(Parse(payload), ct);
            }
        }
        finally
        {
            // The pool does not reset connections.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await using var unlisten = new NpgsqlCommand("UNLISTEN *", connection);
                await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }

    private static List<long>? Parse(string payload) =>
        payload == "*"
            ? null
            : [.. payload.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
