using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Notifications;

/// <summary>
/// Sends the daily e-mails and rejects overdue sessions, at 05:30 UTC each day and at startup. Its commands are idempotent, so several
/// nodes can run it. After a failure it runs again in an hour.
/// </summary>
internal sealed class DailyJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DailyJob> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var runAt = DailySchedule.LatestRun(clock.GetUtcNow());
            var nextRun = runAt.AddDays(1);
            try
            {
                await RunAsync(runAt, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "The daily job failed. It runs again in an hour");
                nextRun = clock.GetUtcNow() + RetryDelay;
            }

            if (nextRun - clock.GetUtcNow() is { Ticks: > 0 } delay)
                await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(DateTimeOffset runAt, CancellationToken ct)
    {
        for (long? lastId = 0; lastId is { } afterId; )
            lastId = await scopes.SendAsync(new SendSalesEndReminders(runAt, afterId), ct);
        for (long? lastId = 0; lastId is { } afterId; )
            lastId = await scopes.SendAsync(new SendAfterEventEmails(runAt, afterId), ct);
        for (long? lastId = 0; lastId is { } afterId; )
            lastId = await scopes.SendAsync(new SendSpeakerThanks(runAt, afterId), ct);
        while (await scopes.SendAsync(new RejectOverdueSessions(), ct) > 0) { }
    }
}
