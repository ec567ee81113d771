using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Notifications;

/// <summary>
/// Does what is due each day, at 05:30 UTC and when the server starts: everything in it is once a round, whenever and on however many nodes it is done. What fails
/// is tried again within the hour.
/// </summary>
internal sealed class DailyWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DailyWork> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var round = DailyRound.Latest(clock.GetUtcNow());
            var next = round.AddDays(1);
            try
            {
                await WorkAsync(round, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "The day's mails could not be ordered; they are in an hour");
                next = clock.GetUtcNow() + Pause;
            }

            if (next - clock.GetUtcNow() is { Ticks: > 0 } rest)
                await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(DateTimeOffset round, CancellationToken ct)
    {
        for (long? at = 0; at is { } after; )
            at = await scopes.SendAsync(new RemindOfSalesEnds(round, after), ct);
        for (long? at = 0; at is { } after; )
            at = await scopes.SendAsync(new FollowUpEvents(round, after), ct);
        for (long? at = 0; at is { } after; )
            at = await scopes.SendAsync(new ThankSpeakers(round, after), ct);
        while (await scopes.SendAsync(new RejectOverdueSessions(), ct) > 0) { }
    }
}
