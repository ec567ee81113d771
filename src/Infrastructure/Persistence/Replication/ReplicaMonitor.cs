using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Asks a replica again and again what it has replayed, and tries the next one if it does not answer or is no standby. Between the
/// questions it waits on the connection, so it notices at once when the replica closes that, e.g. because it is restarted.
/// </summary>
internal sealed class ReplicaMonitor : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ReplicaHosts _hosts;
    private readonly ReplicaGuard _guard;

    public ReplicaMonitor(ReplicaHosts hosts, ReplicaGuard guard, ReplicaMetrics metrics)
    {
        (_hosts, _guard) = (hosts, guard);
        if (hosts.AreConfigured)
            metrics.Observe(guard);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var i = 0; _hosts.AreConfigured && !stoppingToken.IsCancellationRequested; i = (i + 1) % _hosts.All.Count)
        {
            try
            {
                await AskAsync(_hosts.All[i], stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var cause = e.GetBaseException();
                var reason = (cause as DbException)?.SqlState ?? cause.GetType().Name;
                _guard.Fail(_hosts.All[i], $"it does not answer ({reason})", pause: false);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns when the server is not a standby.</summary>
    private async Task AskAsync(ReplicaHost host, CancellationToken ct)
    {
        await using var connection = await host.OpenCheckAsync(ct);
        while (_guard.Set(host, await ReplicaPosition.ReadAsync(connection, ct)))
            await connection.WaitAsync(_guard.Interval, ct);
    }
}
