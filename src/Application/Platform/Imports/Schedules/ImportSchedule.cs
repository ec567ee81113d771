using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Creates or changes sessions from a schedule file, all or nothing, for the user who started the task. What is wrong is reported with
/// file, item and field.
/// </summary>
/// <param name="File">The name of the file in reports.</param>
/// <param name="Importer">The user, with the roles that they have now.</param>
/// <param name="EventId">The event that gets the sessions; null if the file decides (<see cref="ScheduleTarget"/>).</param>
/// <returns>The id of the event.</returns>
internal sealed record ImportSchedule(Guid Task, string File, ImportedSchedule Schedule, Actor Importer, long? EventId) : ICommand<long>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        NewEventWriter newEvents,
        ScheduleTarget targets,
        ImportJobWriter jobs,
        TaskNotifier notifier,
        TimeProvider clock
    ) : IRequestHandler<ImportSchedule, long>
    {
        private const string DefaultName = "Imported schedule";

        private static readonly EventPolicy Policy = new();

        public async Task<long> Handle(ImportSchedule command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var task = await data.Set<QueuedTask>().SingleAsync(t => t.Key == command.Task, ct);
            if (task.ResultEventId is { } done)
                return done; // A server was killed after the commit and before it ended the outbox entry.
            if (command.Schedule.Sessions.Count == 0)
                throw RejectedException.Invalid("The file has no sessions.", $"/{command.File}");
            var problems = new ArchiveProblems();
            var target = await targets.FindAsync(command.Importer, command.EventId, command.Schedule.Sessions, ct)
                ?? await CreateEventAsync(command, grant, problems, ct);
            var writer = new ScheduleWriter(data, catalog, problems, command.File, target, task.OwnerId!.Value, clock.GetUtcNow());
            await writer.WriteAsync(command.Schedule.Sessions, grant, ct);
            problems.ThrowIfAny();
            await data.SaveChangesAsync(ct);
            await jobs.SucceedAsync(task, target.Id, grant, ct);
            await notifier.SendImportedAsync(task, target, ct);
            return target.Id;
        }

        /// <summary>Creates a draft event that lasts from the first to the last session.</summary>
        private async Task<Event> CreateEventAsync(ImportSchedule command, Grant grant, ArchiveProblems problems, CancellationToken ct)
        {
            var schedule = command.Schedule;
            var draft = new Event
            {
                Timezone = schedule.TimeZone,
                StartsAt = schedule.Sessions.Min(s => s.StartsAt),
                EndsAt = schedule.Sessions.Max(s => s.EndsAt),
                State = EventState.Draft,
                IsSessionsSpeakersEnabled = true,
            };
            new RowText<Event>(catalog.Of<Event>(), problems, command.File).Set(draft, null, "name", schedule.Name ?? DefaultName);
            if (Policy.Create(command.Importer, draft) is { IsAllowed: false } denied)
                throw RejectedException.Forbidden(denied.Reason!);
            var (id, email) = (command.Importer.UserId!.Value, command.Importer.Email!);
            await newEvents.AddAsync(draft, grant, id, email, hasEmailQuestion: false, ct);
            return draft;
        }
    }
}
