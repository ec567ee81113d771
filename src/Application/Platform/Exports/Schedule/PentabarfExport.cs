using System.Globalization;
using System.Xml;
using NodaTime;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The schedule of an event in the XML format of Pentabarf, which schedule apps read: days, rooms, and the sessions in each
/// (https://github.com/voc/schedule/blob/master/validator/xsd/schedule.xml.xsd). Days are those of the event's time zone.
/// </summary>
internal sealed class PentabarfExport(ScheduleReader schedule) : IExport
{
    public string Kind => "pentabarf";

    public string FileName => "pentabarf.xml";

    public string ContentType => "application/xml; charset=utf-8";

    public IReadOnlyList<string> RequiredModules => [TokenModule.Programme];

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var e = context.Event!;
        var zone = EventTimeZone.Of(e.Timezone);
        var places = (await schedule.ListStartsAsync(e.Id, ct))
            .Select(s => new Place(s.Id, Instant.FromDateTimeOffset(s.StartsAt).InZone(zone).Date, s.RoomId, s.Room, s.StartsAt))
            .OrderBy(p => p.Day)
            .ThenBy(p => p.Room, StringComparer.Ordinal)
            .ThenBy(p => p.RoomId)
            .ThenBy(p => p.StartsAt)
            .ThenBy(p => p.Id)
            .ToList();
        await using var xml = ScheduleXml.Create(target);
        xml.WriteStartDocument();
        xml.WriteStartElement("schedule");
        WriteConference(xml, e, zone, places.Select(p => p.Day).Distinct().Count());
        await using var sessions = schedule.ReadAsync(e.Id, places.Select(p => p.Id), ct).GetAsyncEnumerator(ct);
        var hasNext = await sessions.MoveNextAsync();
        var index = 0;
        foreach (var day in places.GroupBy(p => p.Day))
        {
            xml.WriteStartElement("day");
            xml.WriteAttributeString("index", (++index).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("date", day.Key.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            foreach (var room in day.GroupBy(p => (p.RoomId, p.Room)))
            {
                xml.WriteStartElement("room");
                xml.WriteAttributeString("name", ScheduleXml.Clean(room.Key.Room));
                foreach (var place in room)
                {
                    if (!hasNext || sessions.Current.Id != place.Id)
                        continue; // It was withdrawn meanwhile.
                    WriteSession(xml, e, zone, sessions.Current, room.Key.Room);
                    await xml.FlushAsync();
                    hasNext = await sessions.MoveNextAsync();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteConference(XmlWriter xml, Event e, DateTimeZone zone, int days)
    {
        xml.WriteStartElement("conference");
        xml.WriteText("acronym", e.Identifier);
        xml.WriteText("title", e.Name);
        xml.WriteText("venue", e.LocationName);
        xml.WriteText("start", FormatDay(e.StartsAt, zone));
        xml.WriteText("end", FormatDay(e.EndsAt, zone));
        xml.WriteText("days", days.ToString(CultureInfo.InvariantCulture));
        xml.WriteText("time_zone_name", zone.Id);
        xml.WriteEndElement();
    }

    private static void WriteSession(XmlWriter xml, Event e, DateTimeZone zone, ScheduledSession s, string? room)
    {
        var start = Instant.FromDateTimeOffset(s.StartsAt).InZone(zone);
        var length = s.EndsAt - s.StartsAt;
        xml.WriteStartElement("event");
        xml.WriteAttributeString("id", s.Id.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("guid", s.UidOf(e.Identifier));
        xml.WriteText("date", start.ToString("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>", CultureInfo.InvariantCulture));
        xml.WriteText("start", start.ToString("HH:mm", CultureInfo.InvariantCulture));
        xml.WriteText("duration", string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours:00}:{length.Minutes:00}"));
        xml.WriteText("room", room);
        xml.WriteText("title", s.Title);
        xml.WriteText("subtitle", s.Subtitle);
        xml.WriteText("track", s.Track);
        xml.WriteText("type", s.Type);
        xml.WriteText("language", s.Language);
        xml.WriteText("abstract", s.Abstract);
        xml.WriteText("description", s.Description);
        xml.WriteStartElement("persons");
        foreach (var speaker in s.Speakers)
        {
            xml.WriteStartElement("person");
            xml.WriteAttributeString("id", speaker.Id.ToString(CultureInfo.InvariantCulture));
            xml.WriteString(ScheduleXml.Clean(speaker.Name));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string FormatDay(DateTimeOffset time, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(time).InZone(zone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where a session is in the file.</summary>
    private sealed record Place(long Id, LocalDate Day, long? RoomId, string? Room, DateTimeOffset StartsAt);
}
