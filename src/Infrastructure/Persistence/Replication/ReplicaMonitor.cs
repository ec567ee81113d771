using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Asks a replica again and again what it has replayed, and tries the next one if it does not answer or is no standby. Between the
/// questions it waits on the connection, so it notices at once when the replica closes that, e.g. because it is restarted.
/// </summary>
internal sealed class ReplicaMonitor : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After it, a new connection is opened. Requests do not use the replica any more after <see cref="ReplicaGuard.AnswerLimit"/>.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

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
                _guard.Lose(_hosts.All[i], $"it does not answer ({reason})");
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns when another server should be asked.</summary>
    /// <exception cref="TimeoutException">The server does not answer.</exception>
    private async Task AskAsync(ReplicaHost host, CancellationToken ct)
    {
        var connection = await host.OpenCheckAsync(ct);
        Task<ReplicaPosition>? answer = null;
        try
        {
            do
            {
                if (answer is not null)
                    await connection.WaitAsync(_guard.Interval, ct);
                _guard.BeginCheck(host);
                // It is not cancelled: while the server does not answer, the driver's cancellation blocks a thread.
                answer = ReplicaPosition.ReadAsync(connection, CancellationToken.None);
            } while (_guard.Set(host, await answer.WaitAsync(Limit, ct)));
        }
        finally
        {
            if (answer is { IsCompleted: false })
                _ = CloseAfterAsync(answer, connection);
            else
                await connection.DisposeAsync();
        }
    }

    private static async Task CloseAfterAsync(Task answer, NpgsqlConnection connection)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
    }
}
