using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Runs a job at startup and then at each interval. A failure is logged, and the job runs again at the next interval.
/// </summary>
internal abstract class RecurringJob(TimeSpan interval, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>A first run that takes longer does not delay the start of the server.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(0.5);

    private readonly TaskCompletionSource _firstRun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Waits for the first run. The host starts its services one after the other, so their first runs share a connection.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_firstRun.Task, Task.Delay(LongestTurn, cancellationToken));
    }

    /// <summary>Does the work of one run.</summary>
    protected abstract Task RunAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            // Run immediately at startup, because work may have become due while the server was down.
            do
            {
                await RunOnceAsync(stoppingToken);
                _firstRun.TrySetResult();
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server is stopping. A statement that is cancelled may throw other exceptions than OperationCanceledException.
        }
    }

    private async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "{Job} failed. It runs again at the next interval", GetType().Name);
        }
    }
}
