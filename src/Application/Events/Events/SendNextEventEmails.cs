using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Reminds the owner and organizers of published events on the day before they begin, in the time zone of the event, unless they have
/// switched this off. The outbox key makes sure that each e-mail is sent once.
/// </summary>
/// <param name="RunAt">The time of the daily run.</param>
/// <param name="AfterEventId">Only events with a higher id are checked. Events are checked in the order of their ids.</param>
/// <param name="Except">Events that are left out, because they failed.</param>
/// <returns>The id of the last event that was checked, or null if no event is left.</returns>
internal sealed record SendNextEventEmails(DateTimeOffset RunAt, long AfterEventId = 0, params long[] Except) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<SendNextEventEmails, long?>
    {
        public async Task<long?> Handle(SendNextEventEmails command, CancellationToken ct)
        {
            authorization.AsServer();
            var until = command.RunAt.AddDays(3); // wide enough for the calendar days of all time zones
            var events = await data.Set<Event>()
                .Where(e => e.DeletedAt == null && e.State == EventState.Published && e.StartsAt > command.RunAt && e.StartsAt < until)
                .TakeBatchAsync(command.AfterEventId, command.Except, ct);
            foreach (var e in events)
                await DailyEmailException.ForEventAsync(e.Id, () => RemindAsync(e, command.RunAt, ct));
            return events.Count == 0 ? null : events[^1].Id;
        }

        private async Task RemindAsync(Event e, DateTimeOffset runAt, CancellationToken ct)
        {
            var today = EventTimeZone.LocalDate(runAt, e.Timezone);
            if (EventTimeZone.LocalDate(e.StartsAt, e.Timezone).DayNumber - today.DayNumber != 1)
                return;
            var url = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}", ct);
            foreach (var member in (await data.GetTeamAsync(e.Id, n => n.NextEvent, ct)).Where(m => m.IsOrganizer))
                outbox.AddEmail(
                    $"{nameof(NextEvent)} {e.Identifier} {e.StartsAt.UtcTicks} {member.Email}",
                    member.Email,
                    new NextEvent(member.FullName ?? "", e.Name, e.StartsAt, e.Timezone, url)
                );
        }
    }
}
