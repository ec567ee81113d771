using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Writes the sessions of a schedule file to an event. Sessions that an earlier import has created are changed, deleted ones stay deleted.
/// Rooms, tracks, types and speakers are found by their names, or added.
/// </summary>
internal sealed class ScheduleWriter(
    IData data,
    ResourceCatalog catalog,
    ArchiveProblems problems,
    string file,
    Event target,
    long userId,
    DateTimeOffset now
)
{
    private const string TrackColor = "#0b63ce";
    private const string TypeLength = "00:30";

    /// <summary>In characters; the columns of names have no limit of their own.</summary>
    private const int MaxName = 200;

    private readonly RowText<Session> _text = new(catalog.Of<Session>(), problems, file);

    public async Task WriteAsync(IReadOnlyList<ImportedSession> imported, Grant grant, CancellationToken ct)
    {
        Allow(grant);
        var rooms = await NamesAsync<Microlocation>(r => r.Name, r => r.DeletedAt == null, ct);
        var tracks = await NamesAsync<Track>(t => t.Name, t => t.DeletedAt == null, ct);
        var types = await NamesAsync<SessionType>(t => t.Name, t => t.DeletedAt == null, ct);
        var speakers = await NamesAsync<Speaker>(s => s.Name, s => s.DeletedAt == null, ct);
        var known = await LoadSessionsAsync(ct);
        foreach (var source in imported)
        {
            var session = FindKnown(known, source);
            if (session is { DeletedAt: not null })
                continue;
            session ??= Add();
            Apply(source, session);
            session.Microlocation = Find(rooms, source, "room", source.Room, name => new Microlocation { Name = name });
            session.Track = Find(tracks, source, "track", source.Track, name => new Track { Name = name, Color = TrackColor });
            session.SessionType = Find(types, source, "type", source.Type, name => new SessionType { Name = name, Length = TypeLength });
            foreach (var name in source.Speakers)
                AddSpeaker(session, Find(speakers, source, "persons", name, CreateSpeaker)!);
            await problems.CatchAsync(file, source.Item, () =>
            {
                SessionTimes.Require(session);
                return Task.CompletedTask;
            });
        }
    }

    private void Allow(Grant grant) =>
        grant
            .Create<Microlocation>(r => r.Event == target)
            .Create<Track>(t => t.Event == target)
            .Create<SessionType>(t => t.Event == target)
            .Create<Speaker>(s => s.Event == target)
            .Create<Session>(s => s.Event == target)
            .Create<SessionSpeaker>(x => x.Session.Event == target && x.Speaker.Event == target)
            .Change<Session>(
                s => s.EventId == target.Id,
                nameof(Session.Title),
                nameof(Session.Subtitle),
                nameof(Session.ShortAbstract),
                nameof(Session.LongAbstract),
                nameof(Session.Language),
                nameof(Session.StartsAt),
                nameof(Session.EndsAt),
                nameof(Session.MicrolocationId),
                nameof(Session.TrackId),
                nameof(Session.SessionTypeId),
                nameof(Session.LastModifiedAt)
            );

    /// <summary>The rows of the event by their names, of equal names the first.</summary>
    private async Task<Dictionary<string, T>> NamesAsync<T>(
        Func<T, string> nameOf,
        System.Linq.Expressions.Expression<Func<T, bool>> isLive,
        CancellationToken ct
    )
        where T : EventContent
    {
        var names = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in await data.Set<T>().Where(r => r.EventId == target.Id).Where(isLive).OrderBy(r => r.Id).ToListAsync(ct))
            names.TryAdd(nameOf(row), row);
        return names;
    }

    private Task<List<Session>> LoadSessionsAsync(CancellationToken ct) =>
        data.Set<Session>()
            .Include(s => s.Speakers)
            .Include(s => s.Microlocation)
            .Include(s => s.Track)
            .Include(s => s.SessionType)
            .Where(s => s.EventId == target.Id)
            .AsSplitQuery()
            .ToListAsync(ct);

    private Session? FindKnown(List<Session> known, ImportedSession source)
    {
        var id = ScheduleTarget.FindSessionId(source.Uid, target.Identifier);
        return known.Find(s => s.ImportUid == source.Uid) ?? (id is null ? null : known.Find(s => s.Id == id));
    }

    private Session Add()
    {
        var session = new Session
        {
            Event = target,
            State = SessionState.Accepted,
            CreatorId = userId,
            SubmittedAt = now,
        };
        data.Set<Session>().Add(session);
        return session;
    }

    private void Apply(ImportedSession source, Session session)
    {
        _text.Set(session, source.Item, "title", source.Title);
        _text.Set(session, source.Item, "subtitle", source.Subtitle);
        _text.SetHtml(session, source.Item, "short-abstract", source.Abstract);
        _text.SetHtml(session, source.Item, "long-abstract", source.Description);
        _text.Set(session, source.Item, "language", source.Language);
        (session.StartsAt, session.EndsAt) = (source.StartsAt.ToUniversalTime(), source.EndsAt.ToUniversalTime());
        session.LastModifiedAt = now;
        if (source.Uid.Length > Session.MaxImportUid)
            problems.Add(file, source.Item, "uid", $"Longer than maximum length {Session.MaxImportUid}.");
        else if (session.Id == 0)
            session.ImportUid = source.Uid;
    }

    private T? Find<T>(Dictionary<string, T> names, ImportedSession source, string field, string? name, Func<string, T> create)
        where T : EventContent
    {
        if (name is null)
            return null;
        if (names.TryGetValue(name, out var row))
            return row;
        if (name.Length > MaxName)
            problems.Add(file, source.Item, field, $"Longer than maximum length {MaxName}.");
        row = create(name);
        row.Event = target;
        data.Set<T>().Add(row);
        names[name] = row;
        return row;
    }

    private Speaker CreateSpeaker(string name) =>
        new()
        {
            Name = name,
            IsEmailOverridden = true,
            UserId = userId,
        };

    private void AddSpeaker(Session session, Speaker speaker)
    {
        if (session.Speakers.Exists(x => x.Speaker == speaker || (speaker.Id != 0 && x.SpeakerId == speaker.Id)))
            return;
        var link = new SessionSpeaker { Session = session, Speaker = speaker };
        data.Set<SessionSpeaker>().Add(link);
    }
}
