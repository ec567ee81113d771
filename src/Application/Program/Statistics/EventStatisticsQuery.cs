using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Counts the sessions, speakers and sponsors of events. Deleted ones do not count.</summary>
internal static class EventStatisticsQuery
{
    /// <summary>
    /// One statement for all events. With a subquery for each event, PostgreSQL reads all sessions each time if most belong to one event.
    /// </summary>
    public static async Task LoadAsync(IData data, IReadOnlyList<EventStatisticsGeneral> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var counts = await CountSessions(data, ids)
            .Concat(CountSpeakers(data, ids))
            .Concat(CountSpeakersByState(data, ids))
            .Concat(CountSponsors(data, ids))
            .ToListAsync(ct);
        var byEvent = counts.ToLookup(c => c.EventId);
        foreach (var row in rows)
            Store(row, [.. byEvent[row.Id]]);
    }

    private static IQueryable<Counted> CountSessions(IData data, List<long> ids) =>
        data.Set<Session>()
            .Where(s => ids.Contains(s.EventId) && s.DeletedAt == null)
            .GroupBy(s => new { s.EventId, s.State })
            .Select(g => new Counted
            {
                EventId = g.Key.EventId,
                Of = Kind.Sessions,
                State = g.Key.State.ToString(),
                Count = g.Count(),
                Chosen = g.Count(s => s.SubmittedAt != null),
            });

    private static IQueryable<Counted> CountSpeakers(IData data, List<long> ids)
    {
        var links = LinksOf(data, ids);
        return data.Set<Speaker>()
            .Where(s => ids.Contains(s.EventId) && s.DeletedAt == null)
            .Select(s => new { s.EventId, IsWithoutSession = !links.Any(l => l.SpeakerId == s.Id) })
            .GroupBy(s => s.EventId)
            .Select(g => new Counted
            {
                EventId = g.Key,
                Of = Kind.Speakers,
                State = "",
                Count = g.Count(),
                Chosen = g.Count(s => s.IsWithoutSession),
            });
    }

    /// <summary>A speaker with several sessions counts once for each state.</summary>
    private static IQueryable<Counted> CountSpeakersByState(IData data, List<long> ids) =>
        LinksOf(data, ids)
            .Select(l => new
            {
                l.Speaker.EventId,
                l.SpeakerId,
                l.Session.State,
            })
            .Distinct()
            .GroupBy(l => new { l.EventId, l.State })
            .Select(g => new Counted
            {
                EventId = g.Key.EventId,
                Of = Kind.SpeakersByState,
                State = g.Key.State.ToString(),
                Count = g.Count(),
                Chosen = 0,
            });

    private static IQueryable<SessionSpeaker> LinksOf(IData data, List<long> ids) =>
        data.Set<SessionSpeaker>()
            .Where(l => ids.Contains(l.Speaker.EventId) && l.Speaker.DeletedAt == null && l.Session.DeletedAt == null);

    private static IQueryable<Counted> CountSponsors(IData data, List<long> ids) =>
        data.Set<Sponsor>()
            .Where(s => ids.Contains(s.EventId) && s.DeletedAt == null)
            .GroupBy(s => s.EventId)
            .Select(g => new Counted
            {
                EventId = g.Key,
                Of = Kind.Sponsors,
                State = "",
                Count = g.Count(),
                Chosen = 0,
            });

    private static void Store(EventStatisticsGeneral row, IReadOnlyList<Counted> counts)
    {
        row.Sessions = Sum(Kind.Sessions);
        row.SessionsAccepted = In(Kind.Sessions, SessionState.Accepted);
        row.SessionsCanceled = In(Kind.Sessions, SessionState.Canceled);
        row.SessionsConfirmed = In(Kind.Sessions, SessionState.Confirmed);
        row.SessionsDraft = In(Kind.Sessions, SessionState.Draft);
        row.SessionsPending = In(Kind.Sessions, SessionState.Pending);
        row.SessionsRejected = In(Kind.Sessions, SessionState.Rejected);
        row.SessionsWithdrawn = In(Kind.Sessions, SessionState.Withdrawn);
        row.SessionsSubmitted = counts.Where(c => c.Of == Kind.Sessions).Sum(c => c.Chosen);
        row.Speakers = Sum(Kind.Speakers);
        row.SpeakerWithoutSession = counts.Where(c => c.Of == Kind.Speakers).Sum(c => c.Chosen);
        row.SpeakersAccepted = In(Kind.SpeakersByState, SessionState.Accepted);
        row.SpeakersConfirmed = In(Kind.SpeakersByState, SessionState.Confirmed);
        row.SpeakersPending = In(Kind.SpeakersByState, SessionState.Pending);
        row.SpeakersRejected = In(Kind.SpeakersByState, SessionState.Rejected);
        row.Sponsors = Sum(Kind.Sponsors);

        int Sum(Kind kind) => counts.Where(c => c.Of == kind).Sum(c => c.Count);

        int In(Kind kind, SessionState state) => counts.Where(c => c.Of == kind && c.State == state.ToString()).Sum(c => c.Count);
    }

    private enum Kind
    {
        Sessions,
        Speakers,
        SpeakersByState,
        Sponsors,
    }

    /// <summary>How many rows of one kind and state an event has.</summary>
    private sealed class Counted
    {
        public long EventId { get; init; }

        public Kind Of { get; init; }

        /// <summary>The name of the <see cref="SessionState"/>; empty where the state does not matter.</summary>
        public string State { get; init; } = "";

        public int Count { get; init; }

        /// <summary>Sessions that were submitted; speakers without a session.</summary>
        public int Chosen { get; init; }
    }
}
