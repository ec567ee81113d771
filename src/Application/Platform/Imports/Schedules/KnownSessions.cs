using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The sessions of an event that the entries of a schedule file are about, with the speakers of these sessions.</summary>
internal sealed class KnownSessions
{
    private readonly string _eventIdentifier;
    private readonly Dictionary<string, Session> _byUid = [];
    private readonly Dictionary<long, Session> _byId;
    private readonly ILookup<long, (long Id, string Name)> _speakers;

    private KnownSessions(Event target, List<Session> sessions, ILookup<long, (long, string)> speakers)
    {
        _eventIdentifier = target.Identifier;
        _byId = sessions.ToDictionary(s => s.Id);
        _speakers = speakers;
        foreach (var session in sessions)
            if (session.ImportUid is { } uid)
                _byUid.TryAdd(uid, session);
    }

    public static async Task<KnownSessions> LoadAsync(
        IData data,
        Event target,
        IReadOnlyList<ImportedSession> imported,
        CancellationToken ct
    )
    {
        var uids = imported.Select(s => s.Uid).ToList();
        var ids = uids.ConvertAll(uid => ScheduleTarget.FindSessionId(uid, target.Identifier)).OfType<long>().ToList();
        var sessions = await data.Set<Session>()
            .Where(s => s.EventId == target.Id && (ids.Contains(s.Id) || (s.ImportUid != null && uids.Contains(s.ImportUid))))
            .OrderBy(s => s.Id)
            .ToListAsync(ct);
        var found = sessions.ConvertAll(s => s.Id);
        var speakers = await data.Set<SessionSpeaker>()
            .Where(x => found.Contains(x.SessionId) && x.Speaker.DeletedAt == null)
            .OrderBy(x => x.SpeakerId)
            .Select(x => new
            {
                x.SessionId,
                x.SpeakerId,
                x.Speaker.Name,
            })
            .ToListAsync(ct);
        return new KnownSessions(target, sessions, speakers.ToLookup(x => x.SessionId, x => (x.SpeakerId, x.Name)));
    }

    /// <summary>The session of an earlier import of the entry, or the one from which the entry was exported.</summary>
    public Session? Find(ImportedSession source) =>
        _byUid.TryGetValue(source.Uid, out var session) ? session
        : ScheduleTarget.FindSessionId(source.Uid, _eventIdentifier) is { } id ? _byId.GetValueOrDefault(id)
        : null;

    public bool HasSpeaker(Session session, Speaker speaker) =>
        session.Id != 0 && _speakers[session.Id].Any(s => s.Id == speaker.Id && speaker.Id != 0);

    /// <summary>The text of the session in our own calendars. Null: the session is new, or it has none.</summary>
    public string? GetSummary(Session session) =>
        session.Id == 0
            ? null
            : ScheduleText.Clean(
                ScheduledSession.Summarize(
                    _speakers[session.Id].Select(s => s.Name),
                    PlainText.FromHtml(session.ShortAbstract),
                    PlainText.FromHtml(session.LongAbstract)
                )
            );
}
