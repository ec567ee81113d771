using System.Globalization;
using System.Xml;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The schedule of an event as xCal, the XML form of iCalendar (RFC 6321).</summary>
internal sealed class XcalExport(ScheduleReader schedule, TimeProvider clock) : IExport
{
    private const string Namespace = "urn:ietf:params:xml:ns:icalendar-2.0";

    public string Kind => "xcal";

    public string FileName => "schedule.xcal";

    public string ContentType => "application/calendar+xml; charset=utf-8";

    public IReadOnlyList<string> RequiredModules => [TokenModule.Programme];

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var e = context.Event!;
        await using var xml = ScheduleXml.Create(target);
        xml.WriteStartDocument();
        xml.WriteStartElement("icalendar", Namespace);
        xml.WriteStartElement("vcalendar");
        xml.WriteStartElement("properties");
        WriteProperty(xml, "version", "text", "2.0");
        WriteProperty(xml, "prodid", "text", "-//OpenEvent//EN");
        WriteProperty(xml, "x-wr-calname", "text", e.Name);
        xml.WriteEndElement();
        xml.WriteStartElement("components");
        var stamp = Format(clock.GetUtcNow());
        await foreach (var entry in CalendarEntries.Of(e, schedule.ReadAsync(e.Id, ct)))
        {
            WriteEntry(xml, entry, stamp);
            await xml.FlushAsync();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteEntry(XmlWriter xml, CalendarEntry entry, string stamp)
    {
        xml.WriteStartElement("vevent");
        xml.WriteStartElement("properties");
        WriteProperty(xml, "uid", "text", entry.Uid);
        WriteProperty(xml, "dtstamp", "date-time", stamp);
        WriteProperty(xml, "dtstart", "date-time", Format(entry.StartsAt));
        if (entry.EndsAt is { } end)
            WriteProperty(xml, "dtend", "date-time", Format(end));
        WriteProperty(xml, "summary", "text", entry.Summary);
        WriteOptional("description", entry.Description);
        WriteOptional("location", entry.Location);
        WriteOptional("categories", entry.Category);
        xml.WriteEndElement();
        xml.WriteEndElement();

        void WriteOptional(string name, string? text)
        {
            if (text is { Length: > 0 })
                WriteProperty(xml, name, "text", text);
        }
    }

    private static void WriteProperty(XmlWriter xml, string name, string type, string value)
    {
        xml.WriteStartElement(name);
        xml.WriteText(type, value);
        xml.WriteEndElement();
    }

    private static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
