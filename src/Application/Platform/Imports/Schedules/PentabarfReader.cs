using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Reads the sessions of a schedule in the XML format of Pentabarf. A document type, and so any entity, is rejected, and nothing outside
/// the file is read.
/// </summary>
internal sealed class PentabarfReader(ArchiveProblems problems)
{
    public const string File = "pentabarf";

    private static readonly string Start =
        "Each event needs a date with its offset, or a start on a day with a date, "
        + $"from {ImportedSchedule.MinYear} to {ImportedSchedule.MaxYear}.";

    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.GeneralIso;
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;
    private static readonly LocalTimePattern[] Times =
    [
        LocalTimePattern.CreateWithInvariantCulture("HH:mm"),
        LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss"),
    ];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ImportedSchedule.MaxBytes,
        CheckCharacters = true,
    };

    /// <summary>
    /// The largest number of nodes and attributes of the XML. Each becomes an object, and 2,000 sessions with 10,000 links have fewer.
    /// </summary>
    private const int MaxNodes = 500_000;

    /// <summary>A schedule has few levels. A file with very many would need much stack.</summary>
    private const int MaxDepth = 50;

    /// <summary>The longest tag. One with very many attributes takes long to read.</summary>
    private const int MaxTagBytes = 100_000;

    private const int MaxNameInUid = 100;

    private readonly ArchiveRowCount _count = new();
    private readonly HashSet<string> _uids = [];

    /// <summary>The acronym or title of the conference. Ids of entries are unique only in it.</summary>
    private string? _conference;

    /// <exception cref="RejectedException">Invalid: this is no such schedule, or it is too large.</exception>
    public ImportedSchedule Read(byte[] content)
    {
        var schedule = Parse(content);
        var conference = schedule.Element("conference");
        _conference = Text(conference, "acronym") ?? Text(conference, "title");
        var zoneName = conference?.Element("time_zone_name")?.Value.Trim() ?? "";
        var zone = EventTimeZone.FindCanonicalId(zoneName);
        if (zone is null && zoneName.Length > 0)
            problems.Add(File, null, "time_zone_name", ScheduleText.UnknownZone);
        zone ??= "UTC";
        var entries = schedule
            .Elements("day")
            .SelectMany(day =>
                day.Elements("room").SelectMany(room => room.Elements("event").Select(e => (Day: day, Room: room, Entry: e)))
            )
            .Take(ImportedSchedule.MaxSessions + 1)
            .ToList();
        if (entries.Count > ImportedSchedule.MaxSessions)
            throw RejectedException.Invalid($"The file has more than {ImportedSchedule.MaxSessions} entries.", $"/{File}");
        var sessions = entries.Select((e, i) => ReadEntry(e.Day, e.Room, e.Entry, i, zone)).OfType<ImportedSession>().ToList();
        return new ImportedSchedule(Text(conference, "title"), zone, sessions);
    }

    private static XElement Parse(byte[] content)
    {
        if (!HasShortTags(content))
            throw RejectedException.Invalid($"The file has a tag of more than {MaxTagBytes} bytes.", $"/{File}");
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            if (xml.MoveToContent() == XmlNodeType.Element && xml.LocalName == "schedule" && IsSmall(content))
                return XElement.Load(xml);
        }
        catch (XmlException e)
        {
            throw RejectedException.Invalid($"The file is not valid XML, or it has a document type: line {e.LineNumber}.", $"/{File}");
        }

        throw RejectedException.Invalid(
            $"The file is not a Pentabarf schedule: its root is not <schedule>, or it has more than {MaxNodes} elements and texts.",
            $"/{File}"
        );
    }

    private static bool IsSmall(byte[] content)
    {
        using var xml = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
        for (var nodes = 0; xml.Read(); )
        {
            nodes += 1 + xml.AttributeCount;
            if (xml.Depth > MaxDepth || nodes > MaxNodes)
                return false;
        }

        return true;
    }

    private static bool HasShortTags(ReadOnlySpan<byte> content)
    {
        for (int start; (start = content.IndexOf((byte)'<')) >= 0; )
        {
            content = content[start..];
            var end = content.IndexOf((byte)'>');
            if ((end < 0 ? content.Length : end) > MaxTagBytes)
                return false;
            content = content[(end < 0 ? content.Length : end)..];
        }

        return true;
    }

    private ImportedSession? ReadEntry(XElement day, XElement room, XElement entry, int item, string zone)
    {
        var uid = ReadUid(entry);
        if (uid is null)
            problems.Add(File, item, "guid", "Each event needs a guid, or an id in a conference that has an acronym or a title.");
        else if (!_uids.Add(uid))
            problems.Add(File, item, "guid", "Another event of the file has this id.");
        var title = Text(entry, "title");
        if (title is null)
            problems.Add(File, item, "title", "Each event needs a title.");
        var start = ReadStart(day, entry, item, zone);
        var length = ReadTime(Text(entry, "duration"));
        if (length is null)
            problems.Add(File, item, "duration", "Not a duration in hours and minutes, e.g. 00:45.");
        var speakers = entry
            .Elements("persons")
            .Elements("person")
            .Select(p => ScheduleText.CleanLine(p.Value))
            .OfType<string>()
            .Distinct()
            .Take(ArchiveRowCount.MaxSpeakers + 1)
            .ToList();
        if (speakers.Count > ArchiveRowCount.MaxSpeakers)
            problems.Add(File, item, "persons", $"A session has at most {ArchiveRowCount.MaxSpeakers} speakers.");
        _count.Add(1 + speakers.Count, File);
        if (uid is null || title is null || start is null || length is null)
            return null;
        return new ImportedSession(item, uid, title, start.Value, start.Value + TimeSpan.FromTicks(length.Value.TickOfDay))
        {
            Subtitle = Text(entry, "subtitle"),
            Abstract = ScheduleText.Clean(entry.Element("abstract")?.Value),
            Description = ScheduleText.Clean(entry.Element("description")?.Value),
            Room = Text(entry, "room") ?? ScheduleText.CleanLine((string?)room.Attribute("name")),
            Track = Text(entry, "track"),
            Type = Text(entry, "type"),
            Language = Text(entry, "language"),
            Speakers = speakers,
        };
    }

    /// <summary>
    /// The guid, or the id with the name of the conference: files of other conferences have the same ids. A long name is shortened by a
    /// hash, because a UID has at most 300 characters.
    /// </summary>
    private string? ReadUid(XElement entry)
    {
        if (ScheduleText.CleanLine((string?)entry.Attribute("guid")) is { } guid)
            return guid;
        if (_conference is null || ScheduleText.CleanLine((string?)entry.Attribute("id")) is not { } id)
            return null;
        var name =
            _conference.Length <= MaxNameInUid
                ? _conference
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_conference)));
        return $"pentabarf:{name}:{id}";
    }

    /// <summary>The time with its offset, or the start on the day in the time zone of the schedule.</summary>
    private DateTimeOffset? ReadStart(XElement day, XElement entry, int item, string zone)
    {
        if (
            Text(entry, "date") is { } date
            && WithOffset.Parse(date) is { Success: true } exact
            && ImportedSchedule.IsYear(exact.Value.Year)
        )
            return exact.Value.ToInstant().ToDateTimeOffset();
        var on = Day.Parse((string?)day.Attribute("date") ?? "");
        if (on.Success && ImportedSchedule.IsYear(on.Value.Year) && ReadTime(Text(entry, "start")) is { } at)
            return ScheduleText.ToInstant(on.Value.At(at), zone);
        problems.Add(File, item, "start", Start);
        return null;
    }

    private static LocalTime? ReadTime(string? text) =>
        Times.Select(pattern => pattern.Parse(text ?? "")).FirstOrDefault(parsed => parsed.Success)?.Value;

    private static string? Text(XElement? parent, string name) => ScheduleText.CleanLine(parent?.Element(name)?.Value);
}
