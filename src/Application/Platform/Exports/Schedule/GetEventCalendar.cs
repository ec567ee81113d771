using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the calendar of an event that the caller may see. Its entries are read while it is written.</summary>
/// <param name="IncludesSessions">With the sessions of the public schedule.</param>
/// <param name="IsOwnSchedule">Only with the sessions of the caller.</param>
internal sealed record GetEventCalendar(ResourceKey Event, bool IncludesSessions, bool IsOwnSchedule) : IRequest<CalendarDocument>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        ScheduleReader schedule,
        TimeProvider clock
    ) : IRequestHandler<GetEventCalendar, CalendarDocument>
    {
        public async Task<CalendarDocument> Handle(GetEventCalendar query, CancellationToken ct)
        {
            var actor = authorization.Actor;
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(query.Event.Matches(events))
                .Where(events.VisibleTo(actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(events.Type, query.Event.Text);
            if (query.IsOwnSchedule)
                authorization.RequireSignIn("Your schedule is yours.");
            var entries =
                query.IsOwnSchedule ? ReadOwnAsync(e, actor, ct)
                : query.IncludesSessions ? EventCalendar.Of(e, schedule.ReadAsync(e.Id, ct))
                : AsyncEnumerable.Empty<CalendarEntry>();
            return new CalendarDocument(e.Name, clock.GetUtcNow(), EventCalendar.Prepend(EventCalendar.Of(e), entries));
        }

        /// <summary>The sessions of which the caller is a speaker.</summary>
        private IAsyncEnumerable<CalendarEntry> ReadOwnAsync(Event e, Actor actor, CancellationToken ct) =>
            actor.VerifiedEmail is { } email
                ? EventCalendar.Of(e, schedule.ReadOfSpeakerAsync(e.Id, email, ct))
                : AsyncEnumerable.Empty<CalendarEntry>();
    }
}
