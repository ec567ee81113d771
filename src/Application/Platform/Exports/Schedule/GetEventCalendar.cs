using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the calendar of an event that the caller may see. Its entries are read while it is written.</summary>
/// <param name="IncludesSessions">Whether the calendar has the sessions of the public schedule.</param>
/// <param name="IsOwnSchedule">Whether it has only the favourite sessions of the caller.</param>
internal sealed record GetEventCalendar(ResourceKey Event, bool IncludesSessions, bool IsOwnSchedule) : IRequest<CalendarDocument>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        ScheduleReader schedule,
        IThrottle throttle,
        IClientAddress address,
        TimeProvider clock
    ) : IRequestHandler<GetEventCalendar, CalendarDocument>
    {
        /// <summary>The largest number of sessions of a calendar. An export as a task has no limit.</summary>
        private const int MaxSessions = 2_000;

        private static readonly RateLimit PerAddress = new("calendar-address", 60, TimeSpan.FromMinutes(1));

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
                authorization.RequireSignIn("Sign in to see your schedule.");
            var entries = query.IncludesSessions
                ? await ReadSessionsAsync(e, query.IsOwnSchedule ? actor.UserId : null, ct)
                : AsyncEnumerable.Empty<CalendarEntry>();
            return new CalendarDocument(e.Name, clock.GetUtcNow(), CalendarEntries.Prepend(CalendarEntries.Of(e), entries));
        }

        /// <param name="userId">Only the favourite sessions of this user. Null: all.</param>
        private async Task<IAsyncEnumerable<CalendarEntry>> ReadSessionsAsync(Event e, long? userId, CancellationToken ct)
        {
            if (address.Current is { } client)
                await throttle.CountAsync([new RateLimitedAttempt(PerAddress, client)], ct);
            if (await schedule.HasMoreThanAsync(MaxSessions, e.Id, userId, ct))
                throw RejectedException.Malformed(
                    $"The calendar would have more than {MaxSessions} sessions. Start the export: /v1/events/{{id}}/export/ical.",
                    "include_sessions"
                );
            return CalendarEntries.Of(e, userId is { } user ? schedule.ReadFavouritesAsync(e.Id, user, ct) : schedule.ReadAsync(e.Id, ct));
        }
    }
}
