using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Writes the sessions of a schedule file to an event. Sessions that an earlier import has created are changed, deleted ones stay deleted.
/// What the file does not have stays as it is. Rooms, tracks, types and speakers are found by their names, or added. Only the rows that the
/// file names are read.
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

    /// <summary>The largest number of sessions of an event that gets more from a file.</summary>
    private const int MaxSessions = 10_000;

    private readonly HashSet<Session> _written = [];
    private readonly HashSet<(Session, Speaker)> _links = [];
    private readonly RowText<Session> _text = new(catalog.Of<Session>(), problems, file);

    public async Task WriteAsync(IReadOnlyList<ImportedSession> imported, Grant grant, CancellationToken ct)
    {
        Allow(grant);
        var roomNames = KeysOf(imported.Select(s => s.Room));
        var rooms = await FindAsync<Microlocation>(r => r.Name, r => r.DeletedAt == null && roomNames.Contains(r.Name.ToLower()), ct);
        var trackNames = KeysOf(imported.Select(s => s.Track));
        var tracks = await FindAsync<Track>(t => t.Name, t => t.DeletedAt == null && trackNames.Contains(t.Name.ToLower()), ct);
        var typeNames = KeysOf(imported.Select(s => s.Type));
        var types = await FindAsync<SessionType>(t => t.Name, t => t.DeletedAt == null && typeNames.Contains(t.Name.ToLower()), ct);
        var speakerNames = KeysOf(imported.SelectMany(s => s.Speakers));
        var speakers = await FindAsync<Speaker>(s => s.Name, s => s.DeletedAt == null && speakerNames.Contains(s.Name.ToLower()), ct);
        var known = await KnownSessions.LoadAsync(data, target, imported, ct);
        await RequireSessionLimitAsync(imported.Count(source => known.Find(source) is null), ct);
        foreach (var source in imported)
        {
            var session = known.Find(source);
            if (session is { DeletedAt: not null })
                continue;
            session ??= Add();
            if (!_written.Add(session))
                problems.Add(file, source.Item, "uid", "Another entry of the file is about the same session.");
            Apply(source, session, known);
            if (Find(rooms, source, "room", FindRoomName(source, rooms), name => new Microlocation { Name = name }) is { } room)
                session.Microlocation = room;
            if (Find(tracks, source, "track", source.Track, name => new Track { Name = name, Color = TrackColor }) is { } track)
                session.Track = track;
            if (Find(types, source, "type", source.Type, name => new SessionType { Name = name, Length = TypeLength }) is { } type)
                session.SessionType = type;
            foreach (var name in source.Speakers)
                AddSpeaker(session, Find(speakers, source, "persons", name, CreateSpeaker)!, known);
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

    /// <summary>The names in lower case, each once.</summary>
    private static List<string> KeysOf(IEnumerable<string?> names) =>
        [.. names.OfType<string>().Select(n => n.ToLowerInvariant()).Distinct()];

    /// <summary>Rows of the event by their names, of equal names the first.</summary>
    private async Task<Dictionary<string, T>> FindAsync<T>(Func<T, string> nameOf, Expression<Func<T, bool>> isNamed, CancellationToken ct)
        where T : EventContent
    {
        var names = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in await data.Set<T>().Where(r => r.EventId == target.Id).Where(isNamed).OrderBy(r => r.Id).ToListAsync(ct))
            names.TryAdd(nameOf(row), row);
        return names;
    }

    private async Task RequireSessionLimitAsync(int added, CancellationToken ct)
    {
        if (added > 0 && await data.Set<Session>().CountAsync(s => s.EventId == target.Id, ct) + added > MaxSessions)
            throw RejectedException.Invalid($"The event would have more than {MaxSessions} sessions.", $"/{file}");
    }

    /// <summary>Our own calendars have the place of the event as the location of sessions without a room.</summary>
    private string? FindRoomName(ImportedSession source, Dictionary<string, Microlocation> rooms) =>
        source.Room is { } name && !rooms.ContainsKey(name) && name == EventDetails.Of(target).CalendarLocation ? null : source.Room;

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

    private void Apply(ImportedSession source, Session session, KnownSessions known)
    {
        _text.Set(session, source.Item, "title", source.Title);
        if (source.Subtitle is { } subtitle)
            _text.Set(session, source.Item, "subtitle", subtitle);
        if (source.Abstract != known.GetSummary(session))
            SetHtml(source, session, "short-abstract", session.ShortAbstract, source.Abstract);
        SetHtml(source, session, "long-abstract", session.LongAbstract, source.Description);
        if (source.Language is { } language)
            _text.Set(session, source.Item, "language", language);
        (session.StartsAt, session.EndsAt) = (source.StartsAt.ToUniversalTime(), source.EndsAt.ToUniversalTime());
        session.LastModifiedAt = now;
        if (source.Uid.Length > Session.MaxImportUid)
            problems.Add(file, source.Item, "uid", $"Longer than maximum length {Session.MaxImportUid}.");
        else if (session.Id == 0)
            session.ImportUid = source.Uid;
    }

    /// <summary>A text that says the same as the HTML of the session leaves it, so that its formatting stays.</summary>
    private void SetHtml(ImportedSession source, Session session, string name, string? current, string? text)
    {
        if (text is not null && text != ScheduleText.Clean(PlainText.FromHtml(current)))
            _text.SetHtml(session, source.Item, name, text);
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

    private void AddSpeaker(Session session, Speaker speaker, KnownSessions known)
    {
        if (_links.Add((session, speaker)) && !known.HasSpeaker(session, speaker))
            data.Set<SessionSpeaker>().Add(new SessionSpeaker { Session = session, Speaker = speaker });
    }
}
