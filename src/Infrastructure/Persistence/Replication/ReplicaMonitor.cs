using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Asks a replica again and again what it has replayed, and tries the next one if it does not answer or is no standby. Between the
/// questions it waits on the connection, so it notices at once when the replica closes that, e.g. because it is restarted.
/// </summary>
internal sealed class ReplicaMonitor(ReplicaHosts hosts, ReplicaGuard guard, ReplicaMetrics metrics) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (hosts.AreConfigured)
            metrics.Observe(guard);
        for (var i = 0; hosts.AreConfigured && !stoppingToken.IsCancellationRequested; i = (i + 1) % hosts.All.Count)
        {
            try
            {
                await AskAsync(hosts.All[i], stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var cause = e.GetBaseException();
                var reason = (cause as DbException)?.SqlState ?? cause.GetType().Name;
                guard.Fail(hosts.All[i], $"it does not answer ({reason})", pause: false);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns when the server is not a standby.</summary>
    private async Task AskAsync(ReplicaHost host, CancellationToken ct)
    {
        await using var connection = await host.OpenCheckAsync(ct);
        while (guard.Set(host, await ReplicaPosition.ReadAsync(connection, ct)))
            await connection.WaitAsync(guard.Interval, ct);
    }
}
