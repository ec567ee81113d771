using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
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
                if (!await RunAsync(runAt, stoppingToken))
                    nextRun = clock.GetUtcNow() + RetryDelay;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            if (nextRun - clock.GetUtcNow() is { Ticks: > 0 } delay)
                await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs all parts. A part that fails does not stop the others, and an event that fails does not stop its part.</summary>
    /// <returns>Whether everything succeeded.</returns>
    private async Task<bool> RunAsync(DateTimeOffset runAt, CancellationToken ct)
    {
        var succeeded = await RunPartAsync(nameof(SendSalesEndReminders), () =>
            ForEachEventAsync((after, except) => new SendSalesEndReminders(runAt, after, except), ct)
        );
        succeeded &= await RunPartAsync(nameof(SendAfterEventEmails), () =>
            ForEachEventAsync((after, except) => new SendAfterEventEmails(runAt, after, except), ct)
        );
        succeeded &= await RunPartAsync(nameof(SendSpeakerThanks), () =>
            ForEachEventAsync((after, except) => new SendSpeakerThanks(runAt, after, except), ct)
        );
        succeeded &= await RunPartAsync(nameof(SendPaymentProblems), () =>
            ForEachEventAsync((after, except) => new SendPaymentProblems(runAt, after, except), ct)
        );
        succeeded &= await RunPartAsync(nameof(RejectOverdueSessions), async () =>
        {
            while (await scopes.SendAsync(new RejectOverdueSessions(), ct) > 0) { }
            return true;
        });
        return succeeded;

        async Task<bool> RunPartAsync(string part, Func<Task<bool>> run)
        {
            try
            {
                return await run();
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(failure, "The part {Part} of the daily job failed. It runs again in an hour", part);
                return false;
            }
        }
    }

    /// <summary>Sends a command for batch after batch. An event that fails is left out, and its batch is sent again.</summary>
    /// <returns>Whether no event failed.</returns>
    private async Task<bool> ForEachEventAsync(Func<long, long[], IRequest<long?>> command, CancellationToken ct)
    {
        List<long> failed = [];
        for (long? lastId = 0; lastId is { } afterId; )
        {
            try
            {
                lastId = await scopes.SendAsync(command(afterId, [.. failed]), ct);
            }
            catch (DailyEmailException failure) when (!failed.Contains(failure.EventId))
            {
                log.LogError(
                    failure.InnerException,
                    "The daily e-mails of event {EventId} failed. They run again in an hour",
                    failure.EventId
                );
                failed.Add(failure.EventId);
            }
        }

        return failed.Count == 0;
    }
}
