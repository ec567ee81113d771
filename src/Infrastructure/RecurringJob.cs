using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OpenEvent.Infrastructure;

/// <summary>
/// What a server does by itself at its start and then at every beat. A failure is logged and waits for the next beat; that the server leaves is none.
/// </summary>
internal abstract class RecurringJob(TimeSpan interval, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>All that is to do at one beat.</summary>
    protected abstract Task RunAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            // At once after a start: what became due while the server was down has waited long enough.
            do await RunOnceAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server is leaving; what was called off in the middle of a statement may say so in other words.
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
            log.LogWarning(failure, "{Job} failed; it is done at the next beat", GetType().Name);
        }
    }
}
