using System.Globalization;
using System.Xml;
using NodaTime;
using OpenEvent.Application.Events;
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

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var e = context.Event!;
        var zone = EventTimeZone.Of(e.Timezone);
        var days = (await schedule.ListStartsAsync(e.Id, ct))
            .GroupBy(s => Instant.FromDateTimeOffset(s.StartsAt).InZone(zone).Date)
            .OrderBy(day => day.Key)
            .ToList();
        await using var xml = ScheduleXml.Create(target);
        xml.WriteStartDocument();
        xml.WriteStartElement("schedule");
        WriteConference(xml, e, zone, days.Count);
        for (var i = 0; i < days.Count; i++)
        {
            var rooms = days[i]
                .Select(s => (s.RoomId, s.Room))
                .Distinct()
                .OrderBy(r => r.Room, StringComparer.Ordinal)
                .ThenBy(r => r.RoomId);
            xml.WriteStartElement("day");
            xml.WriteAttributeString("index", (i + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("date", days[i].Key.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            foreach (var (roomId, room) in rooms)
                await WriteRoomAsync(xml, e, zone, days[i].Key, roomId, room, ct);
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

    private async Task WriteRoomAsync(
        XmlWriter xml,
        Event e,
        DateTimeZone zone,
        LocalDate day,
        long? roomId,
        string? room,
        CancellationToken ct
    )
    {
        xml.WriteStartElement("room");
        xml.WriteAttributeString("name", ScheduleXml.Clean(room));
        var from = zone.AtStartOfDay(day).ToDateTimeOffset();
        var to = zone.AtStartOfDay(day.PlusDays(1)).ToDateTimeOffset();
        await foreach (var session in schedule.ReadOfRoomAsync(e.Id, roomId, from.ToUniversalTime(), to.ToUniversalTime(), ct))
        {
            WriteSession(xml, e, zone, session, room);
            await xml.FlushAsync();
        }

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
}
