using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Reads the entries of an iCalendar file (RFC 5545) as sessions. Cancelled entries, and the entry of the event itself that our own
/// calendars have, are left out. Repeated entries are rejected. Nothing is expanded, so the work is bounded by the size of the file.
/// </summary>
internal sealed partial class IcalReader(ArchiveProblems problems)
{
    public const string File = "ical";

    private const string EventUidPrefix = "event@";

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly List<ImportedSession> _sessions = [];
    private readonly HashSet<string> _uids = [];
    private int _items;

    /// <exception cref="RejectedException">Invalid: this is no calendar, or it is too large.</exception>
    public ImportedSchedule Read(byte[] content)
    {
        var lines = IcalLine.Read(ScheduleText.Decode(content, File), File);
        if (lines.Count == 0 || lines[0] is not { Name: "BEGIN", Value: "VCALENDAR" })
            throw RejectedException.Invalid("The file is not an iCalendar file: it does not begin with BEGIN:VCALENDAR.", $"/{File}");
        var name = lines.Find(l => l.Name is "X-WR-CALNAME" or "NAME")?.Text;
        var zone = ReadZone(lines);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i] is { Name: "BEGIN", Value: "VEVENT" })
                i = ReadEntry(lines, i + 1, zone);
        return new ImportedSchedule(ScheduleText.CleanLine(name), zone, _sessions);
    }

    /// <summary>Reads an entry without its parts, such as alarms.</summary>
    /// <returns>The place of its last line.</returns>
    private int ReadEntry(List<IcalLine> lines, int start, string zone)
    {
        var entry = new Dictionary<string, IcalLine>();
        var depth = 0;
        var end = start;
        for (; end < lines.Count && !(depth == 0 && lines[end].Name == "END"); end++)
            if (lines[end].Name == "BEGIN")
                depth++;
            else if (lines[end].Name == "END")
                depth--;
            else if (depth == 0)
                entry.TryAdd(lines[end].Name, lines[end]);
        if (_sessions.Count == ImportedSchedule.MaxSessions)
            throw RejectedException.Invalid($"The file has more than {ImportedSchedule.MaxSessions} entries.", $"/{File}");
        var uid = ScheduleText.CleanLine(entry.GetValueOrDefault("UID")?.Value);
        var isCancelled = entry.GetValueOrDefault("STATUS")?.Value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true;
        if (!isCancelled && uid?.StartsWith(EventUidPrefix, StringComparison.Ordinal) != true)
            Add(entry, uid, zone);
        _items++;
        return end;
    }

    private void Add(Dictionary<string, IcalLine> entry, string? uid, string zone)
    {
        if (uid is null)
            problems.Add(File, _items, "uid", "Each entry needs a UID.");
        else if (!_uids.Add(uid))
            problems.Add(File, _items, "uid", "Another entry of the file has this UID.");
        if (entry.ContainsKey("RRULE") || entry.ContainsKey("RDATE"))
            problems.Add(File, _items, "rrule", "Repeated entries cannot be imported. Write each session as an entry.");
        var title = ScheduleText.CleanLine(entry.GetValueOrDefault("SUMMARY")?.Text);
        if (title is null)
            problems.Add(File, _items, "summary", "Each entry needs a SUMMARY, the title of the session.");
        var start = ReadTime(entry, "DTSTART", zone);
        var end = entry.ContainsKey("DTEND") ? ReadTime(entry, "DTEND", zone) : start + ReadDuration(entry);
        if (uid is null || title is null || start is null || end is null)
            return;
        _sessions.Add(
            new ImportedSession(_items, uid, title, start.Value, end.Value)
            {
                Abstract = ScheduleText.Clean(entry.GetValueOrDefault("DESCRIPTION")?.Text),
                Room = ScheduleText.CleanLine(entry.GetValueOrDefault("LOCATION")?.Text),
                Track = ScheduleText.CleanLine(entry.GetValueOrDefault("CATEGORIES")?.Text.Split(',')[0]),
            }
        );
    }

    private DateTimeOffset? ReadTime(Dictionary<string, IcalLine> entry, string name, string zone)
    {
        var field = name.ToLowerInvariant();
        if (entry.GetValueOrDefault(name) is not { } line)
        {
            problems.Add(File, _items, field, $"Each entry needs a {name}.");
            return null;
        }

        var isUtc = line.Value.EndsWith('Z');
        var timeZone =
            isUtc ? "UTC"
            : line.TimeZone is null ? zone
            : FindZone(line.TimeZone);
        if (timeZone is null)
        {
            problems.Add(File, _items, field, ScheduleText.UnknownZone);
            return null;
        }

        var parsed = Local.Parse(isUtc ? line.Value[..^1] : line.Value);
        if (parsed.Success && ImportedSchedule.IsYear(parsed.Value.Year))
            return ScheduleText.ToInstant(parsed.Value, timeZone);
        var day = Date.Parse(line.Value);
        if (day.Success && ImportedSchedule.IsYear(day.Value.Year))
            return ScheduleText.ToInstant(day.Value.AtMidnight(), timeZone);
        problems.Add(File, _items, field, "Not a date or time, e.g. 20260523T090000Z.");
        return null;
    }

    private TimeSpan? ReadDuration(Dictionary<string, IcalLine> entry)
    {
        if (entry.GetValueOrDefault("DURATION") is { } line && Duration().Match(line.Value) is { Success: true } match)
            return new TimeSpan((7 * Part("w")) + Part("d"), Part("h"), Part("m"), Part("s"));
        problems.Add(File, _items, "dtend", "Each entry needs a DTEND or a DURATION, e.g. PT45M.");
        return null;

        int Part(string name) =>
            match.Groups[name].Value is { Length: > 0 } digits ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>
    /// The time zone of the calendar, or else that of the first entry that has one: an entry whose zone is not known is a problem itself.
    /// </summary>
    private string ReadZone(List<IcalLine> lines)
    {
        var stated = lines.Find(l => l.Name == "X-WR-TIMEZONE")?.Value;
        if (!string.IsNullOrWhiteSpace(stated) && FindZone(stated) is null)
            problems.Add(File, null, "x-wr-timezone", ScheduleText.UnknownZone);
        return FindZone(stated) ?? FindZone(lines.Find(l => l.Name == "DTSTART" && l.TimeZone is not null)?.TimeZone) ?? "UTC";
    }

    private static string? FindZone(string? id) => id is null ? null : EventTimeZone.FindCanonicalId(id.Trim());

    [GeneratedRegex(
        @"^\+?P((?<w>[0-9]{1,3})W)?((?<d>[0-9]{1,4})D)?(T((?<h>[0-9]{1,5})H)?((?<m>[0-9]{1,6})M)?((?<s>[0-9]{1,6})S)?)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Duration();
}
