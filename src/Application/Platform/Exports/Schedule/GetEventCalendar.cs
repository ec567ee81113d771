using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the calendar of an event that the caller may see. Its entries are read while it is written.</summary>
/// <param name="IncludesSessions">Whether the calendar has the sessions of the public schedule.</param>
/// <param name="IsOwnSchedule">Whether it has only the favourite sessions of the caller.</param>
[TokenModule(TokenModule.Events)]
internal sealed record GetEventCalendar(ResourceKey Event, bool IncludesSessions, bool IsOwnSchedule) : IRequest<CalendarDocument>
{
    internal sealed class Handler(
        IAuthorization authorization,
        EventFinder events,
        ScheduleReader schedule,
        PublicScheduleLimit limit,
        TimeProvider clock
    ) : IRequestHandler<GetEventCalendar, CalendarDocument>
    {
        public async Task<CalendarDocument> Handle(GetEventCalendar query, CancellationToken ct)
        {
            if (query.IncludesSessions)
                TokenRequirement.CheckAll(authorization.Actor, [TokenModule.Programme], writes: false);
            var e = await events.GetVisibleAsync(query.Event, ct);
            if (query.IsOwnSchedule)
                authorization.RequireSignIn("Sign in to see your schedule.");
            var entries = query.IncludesSessions
                ? await ReadSessionsAsync(e, query.IsOwnSchedule ? authorization.Actor.UserId : null, ct)
                : AsyncEnumerable.Empty<CalendarEntry>();
            return new CalendarDocument(e.Name, clock.GetUtcNow(), CalendarEntries.Prepend(CalendarEntries.Of(e), entries));
        }

        /// <param name="userId">Only the favourite sessions of this user. Null: all.</param>
        private async Task<IAsyncEnumerable<CalendarEntry>> ReadSessionsAsync(Event e, long? userId, CancellationToken ct)
        {
            await limit.RequireAsync(e.Id, userId, "ical", "include_sessions", ct);
            return CalendarEntries.Of(e, userId is { } user ? schedule.ReadFavouritesAsync(e.Id, user, ct) : schedule.ReadAsync(e.Id, ct));
        }
    }
}
