using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>How many have passed the event's stations today, in the event's zone; counted from the rows themselves, so that it is right at any time.</summary>
/// <param name="SessionIds">Those to count apart; the totals are then of them. Empty: the totals are of all.</param>
internal sealed record CheckInStatistics(Key Event, IReadOnlyList<long> SessionIds, IReadOnlyList<long> TrackIds)
    : IRequest<CheckInStatistics.Counts>
{
    /// <param name="Attendees">With a ticket that admits.</param>
    /// <param name="Registered">Of them, those registered today.</param>
    internal sealed record Counts(
        int Attendees,
        int Registered,
        int CheckedIn,
        int CheckedOut,
        IReadOnlyList<OfSession> Sessions,
        IReadOnlyList<OfTrack> Tracks
    );

    /// <param name="Manual">The last count by hand, by station.</param>
    internal sealed record OfSession(
        long Id,
        string Name,
        string? Track,
        IReadOnlyList<string> Speakers,
        int CheckedIn,
        int CheckedOut,
        IReadOnlyDictionary<string, int> Manual
    );

    internal sealed record OfTrack(long Id, string Name, int CheckedIn, int CheckedOut);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<CheckInStatistics, Counts>
    {
        public async Task<Counts> Handle(CheckInStatistics query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Registrar access is required."));
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(query.Event.On(events))
                .Where(x => x.DeletedAt == null)
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("event", query.Event.Text);
            gate.Require(UserCheckInPolicy.Registers(gate.Actor, e.Id));
            var today = Door.DayOf(clock.GetUtcNow(), e);
            var attendees = await data.Set<Attendee>()
                .CountAsync(
                    a =>
                        a.EventId == e.Id
                        && a.DeletedAt == null
                        && a.Order != null
                        && (a.Order.Status == OrderStatus.Completed || a.Order.Status == OrderStatus.Placed),
                    ct
                );
            var passed = await data.Set<UserCheckIn>()
                .Where(c => c.EventId == e.Id && c.Day == today)
                .GroupBy(c => new
                {
                    c.StationType,
                    c.SessionId,
                    TrackId = c.Session == null ? null : c.Session.TrackId,
                })
                .Select(g => new Passed(
                    g.Key.StationType,
                    g.Key.SessionId,
                    g.Key.TrackId,
                    g.Select(c => c.TicketHolderId).Distinct().Count()
                ))
                .ToListAsync(ct);
            var registered = await data.Set<UserCheckIn>()
                .Where(c => c.EventId == e.Id && c.Day == today && c.StationType == Station.Registration)
                .Select(c => c.TicketHolderId)
                .Distinct()
                .CountAsync(ct);
            var counted =
                query.SessionIds.Count == 0 ? passed : passed.FindAll(p => p.SessionId is { } id && query.SessionIds.Contains(id));
            return new Counts(
                attendees,
                registered,
                Sum(counted, Station.CheckIn),
                Sum(counted, Station.CheckOut),
                await SessionsAsync(e.Id, query.SessionIds, passed, ct),
                await TracksAsync(e.Id, query.TrackIds, passed, ct)
            );
        }

        private async Task<IReadOnlyList<OfSession>> SessionsAsync(
            long eventId,
            IReadOnlyList<long> ids,
            List<Passed> passed,
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
                    var his = passed.FindAll(p => p.SessionId == s.Id);
                    return new OfSession(
                        s.Id,
                        s.Title,
                        s.Track,
                        s.Speakers,
                        Sum(his, Station.CheckIn),
                        Sum(his, Station.CheckOut),
                        manual
                            .Where(m => m.SessionId == s.Id)
                            .GroupBy(m => m.StationName)
                            .ToDictionary(g => g.Key, g => g.Last().CurrentPax)
                    );
                }),
            ];
        }

        private async Task<IReadOnlyList<OfTrack>> TracksAsync(
            long eventId,
            IReadOnlyList<long> ids,
            List<Passed> passed,
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
                .. tracks.Select(t => new OfTrack(
                    t.Id,
                    t.Name,
                    Sum(passed.FindAll(p => p.TrackId == t.Id), Station.CheckIn),
                    Sum(passed.FindAll(p => p.TrackId == t.Id), Station.CheckOut)
                )),
            ];
        }

        private static int Sum(List<Passed> passed, string stationType) =>
            passed.Where(p => p.StationType == stationType).Sum(p => p.People);

        private sealed record Passed(string StationType, long? SessionId, long? TrackId, int People);
    }
}

/// <summary>Whether an attendee is registered, and when.</summary>
/// <param name="EventId">Null, as the attendee's: not said, or no number.</param>
internal sealed record RegistrationState(long? EventId, long? AttendeeId) : IRequest<RegistrationState.Answer>
{
    internal sealed record Answer(bool IsRegistered, string? RegisterTimes);

    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RegistrationState, Answer>
    {
        public async Task<Answer> Handle(RegistrationState query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Registrar access is required."));
            if (query.EventId is not { } id || !await data.Set<Event>().AnyAsync(e => e.Id == id && e.DeletedAt == null, ct))
                throw Missing("event");
            gate.Require(UserCheckInPolicy.Registers(gate.Actor, id));
            return await data.Set<Attendee>()
                .Where(a => a.Id == query.AttendeeId && a.EventId == id && a.DeletedAt == null)
                .Select(a => new Answer(a.IsRegistered, a.RegisterTimes))
                .SingleOrDefaultAsync(ct)
                ?? throw Missing("attendee");
        }

        private static Refused Missing(string type) =>
            new(RefusalKind.Missing, [new Problem($"There is no {type} of that id.", Parameter: $"{type}_id")]);
    }
}
