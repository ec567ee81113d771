using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Thanks the speakers of published events on the day after the event's end, if their session was accepted or confirmed. The daily job runs
/// it on any node. The outbox key ensures that each e-mail is sent once.
/// </summary>
/// <param name="RunAt">The time of the daily run.</param>
/// <param name="AfterEventId">Handle events with greater ids only. Events are handled in batches, ordered by id.</param>
/// <param name="Except">Events that are left out, because they failed.</param>
/// <returns>The id of the last event in this batch; null if no event is left.</returns>
internal sealed record SendSpeakerThanks(DateTimeOffset RunAt, long AfterEventId = 0, params long[] Except) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<SendSpeakerThanks, long?>
    {
        public async Task<long?> Handle(SendSpeakerThanks command, CancellationToken ct)
        {
            authorization.AsServer();
            var events = await data.Set<Event>().RecentlyEnded(command.RunAt).TakeBatchAsync(command.AfterEventId, command.Except, ct);
            var dueEvents = await events.WhereDueAsync(command.RunAt);
            List<long> due = [.. dueEvents.Select(e => e.Id)];
            var speakers = await data.Set<SessionSpeaker>()
                .AsNoTracking()
                .Where(s =>
                    due.Contains(s.Speaker.EventId) && s.Speaker.DeletedAt == null && s.Speaker.Email != null && s.Session.DeletedAt == null
                )
                .Where(s => s.Session.State == SessionState.Accepted || s.Session.State == SessionState.Confirmed)
                .Select(s => new
                {
                    s.Speaker.EventId,
                    s.Speaker.Id,
                    s.Speaker.Name,
                    s.Speaker.Email,
                })
                .Distinct()
                .OrderBy(s => s.Id)
                .ToListAsync(ct);
            foreach (var e in dueEvents)
                await DailyEmailException.ForEventAsync(e.Id, async () =>
                {
                    var url = await frontend.LinkAsync($"/e/{Uri.EscapeDataString(e.Identifier)}", ct);
                    foreach (var speaker in speakers.Where(s => s.EventId == e.Id))
                        outbox.AddEmail(
                            $"{nameof(AfterEventSpeaker)} {e.Identifier} {speaker.Email}",
                            speaker.Email!,
                            new AfterEventSpeaker(speaker.Name, e.Name, url)
                        );
                });

            return events.Count == 0 ? null : events[^1].Id;
        }
    }
}
