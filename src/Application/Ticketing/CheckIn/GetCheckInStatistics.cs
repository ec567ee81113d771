using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Counts today's check-ins of an event, in the event's time zone, from the check-in rows (docs/reference/check-in.md#check-in-statistics).
/// </summary>
/// <param name="SessionIds">The sessions to count individually. The totals then cover only them. Empty: the totals cover all.</param>
/// <param name="TrackIds">The tracks to count individually.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record GetCheckInStatistics(ResourceKey Event, IReadOnlyList<long> SessionIds, IReadOnlyList<long> TrackIds)
    : IRequest<GetCheckInStatistics.CheckInCounts>
{
    /// <param name="Attendees">The number of attendees with a valid ticket.</param>
    /// <param name="Registered">How many of them registered today. The other counts are of them, too.</param>
    /// <param name="WithoutTicket">The people who were checked in today and no longer hold a valid ticket.</param>
    internal sealed record CheckInCounts(
        int Attendees,
        int Registered,
        int CheckedIn,
        int CheckedOut,
        IReadOnlyList<SessionCounts> Sessions,
        IReadOnlyList<TrackCounts> Tracks,
        int WithoutTicket
    );

    /// <param name="Manual">The last manual count for each station name.</param>
    internal sealed record SessionCounts(
        long Id,
        string Name,
        string? Track,
        IReadOnlyList<string> Speakers,
        int CheckedIn,
        int CheckedOut,
        IReadOnlyDictionary<string, int> Manual
    );

    internal sealed record TrackCounts(long Id, string Name, int CheckedIn, int CheckedOut);

    internal sealed class Handler(IData data, EventFinder events, TimeProvider clock) : IRequestHandler<GetCheckInStatistics, CheckInCounts>
    {
        public async Task<CheckInCounts> Handle(GetCheckInStatistics query, CancellationToken ct)
        {
            var e = await events.RequireRegistrarAsync(query.Event, ct);
            var today = CheckInRecorder.GetEventDay(clock.GetUtcNow(), e);
            var attendees = data.Set<Attendee>().Where(a => a.EventId == e.Id && a.DeletedAt == null).Where(Attendee.HasValidTicket);
            var all = data.Set<UserCheckIn>().Where(c => c.EventId == e.Id && c.Day == today);
            var checkIns = all.Where(c => attendees.Any(a => a.Id == c.TicketHolderId));
            var counts = await checkIns
                .GroupBy(c => new
                {
                    c.StationType,
                    c.SessionId,
                    TrackId = c.Session == null ? null : c.Session.TrackId,
                })
                .Select(g => new StationCount(
                    g.Key.StationType,
                    g.Key.SessionId,
                    g.Key.TrackId,
                    g.Select(c => c.TicketHolderId).Distinct().Count()
                ))
                .ToListAsync(ct);
            var registered = await checkIns
                .Where(c => c.StationType == Station.Registration)
                .Select(c => c.TicketHolderId)
                .Distinct()
                .CountAsync(ct);
            var counted =
                query.SessionIds.Count == 0 ? counts : counts.FindAll(p => p.SessionId is { } id && query.SessionIds.Contains(id));
            return new CheckInCounts(
                await attendees.CountAsync(ct),
                registered,
                Sum(counted, Station.CheckIn),
                Sum(counted, Station.CheckOut),
                await CountSessionsAsync(e.Id, query.SessionIds, counts, ct),
                await CountTracksAsync(e.Id, query.TrackIds, counts, ct),
                await all.Where(c => !attendees.Any(a => a.Id == c.TicketHolderId)).Select(c => c.TicketHolderId).Distinct().CountAsync(ct)
            );
        }

        private async Task<IReadOnlyList<SessionCounts>> CountSessionsAsync(
            long eventId,
            IReadOnlyList<long> ids,
            List<StationCount> counts,
            CancellationToken ct
        )
        {
            if (ids.Count == 0)
                return [];
            var sessions = await data.Set<Session>()
                .AsNoTracking()
                .Where(s => s.EventId == eventId && s.DeletedAt == null && ids.Contains(s.Id))
                .OrderBy(s => s.Id)
                .Select(s => new
                {
                    s.Id,
                    s.Title,
                    Track = s.Track == null ? null : s.Track.Name,
                    Speakers = s.Speakers.Select(x => x.Speaker.Name).ToList(),
                })
                .ToListAsync(ct);
            var manual = await data.Set<StationStorePax>()
                .AsNoTracking()
                .Where(p => p.Station.EventId == eventId && ids.Contains(p.SessionId))
                .OrderBy(p => p.ModifiedAt)
                .ThenBy(p => p.Id)
                .Select(p => new
                {
                    p.SessionId,
                    p.Station.StationName,
                    p.CurrentPax,
                })
                .ToListAsync(ct);
            return
            [
                .. sessions.Select(s =>
                {
                    var sessionCounts = counts.FindAll(p => p.SessionId == s.Id);
                    return new SessionCounts(
                        s.Id,
                        s.Title,
                        s.Track,
                        s.Speakers,
                        Sum(sessionCounts, Station.CheckIn),
                        Sum(sessionCounts, Station.CheckOut),
                        manual
                            .Where(m => m.SessionId == s.Id)
                            .GroupBy(m => m.StationName)
                            .ToDictionary(g => g.Key, g => g.Last().CurrentPax)
                    );
                }),
            ];
        }

        private async Task<IReadOnlyList<TrackCounts>> CountTracksAsync(
            long eventId,
            IReadOnlyList<long> ids,
            List<StationCount> counts,
            CancellationToken ct
        )
        {
            if (ids.Count == 0)
                return [];
            var tracks = await data.Set<Track>()
                .AsNoTracking()
                .Where(t => t.EventId == eventId && t.DeletedAt == null && ids.Contains(t.Id))
                .OrderBy(t => t.Id)
                .Select(t => new { t.Id, t.Name })
                .ToListAsync(ct);
            return
            [
                .. tracks.Select(t => new TrackCounts(
                    t.Id,
                    t.Name,
                    Sum(counts.FindAll(p => p.TrackId == t.Id), Station.CheckIn),
                    Sum(counts.FindAll(p => p.TrackId == t.Id), Station.CheckOut)
                )),
            ];
        }

        private static int Sum(List<StationCount> counts, string stationType) =>
            counts.Where(p => p.StationType == stationType).Sum(p => p.Count);

        private sealed record StationCount(string StationType, long? SessionId, long? TrackId, int Count);
    }
}
