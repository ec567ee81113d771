using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Notifications;

/// <summary>Sends one kind of daily e-mails for all events that have some due. An event that fails does not stop the others.</summary>
/// <param name="createCommand">
/// Creates the command for the next batch of events: the time of the run, the last event of the batch before, and the events to leave out.
/// It returns the last event of its batch, or null.
/// </param>
internal sealed class DailyEmailsJob(
    string name,
    Func<DateTimeOffset, long, long[], IRequest<long?>> createCommand,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DailyEmailsJob> log
) : IScheduledJob
{
    public string Name => name;

    public JobSchedule Schedule => JobSchedule.Daily;

    /// <exception cref="DailyEmailException">The e-mails of the first event that failed. Those of the other events are sent.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var runAt = DailySchedule.LatestRun(clock.GetUtcNow());
        List<DailyEmailException> failures = [];
        for (long? lastId = 0; lastId is { } afterId; )
        {
            long[] failedEvents = [.. failures.Select(f => f.EventId)];
            try
            {
                lastId = await scopes.SendAsync(createCommand(runAt, afterId, failedEvents), ct);
            }
            catch (DailyEmailException failure) when (!failedEvents.Contains(failure.EventId))
            {
                log.LogError(failure.InnerException, "The daily e-mails of event {EventId} failed. The job runs again", failure.EventId);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw failures[0];
    }
}
