using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using OpenEvent.Application.Platform;

namespace OpenEvent.Infrastructure.Calendars;

/// <summary>
/// Writes calendars with Ical.Net, each entry on its own, so that the memory does not grow with their number. Times are in UTC; calendar
/// programs show them in the reader's time zone.
/// </summary>
internal sealed class IcalWriter : ICalendarWriter
{
    public async Task WriteAsync(CalendarDocument calendar, Stream target, CancellationToken ct)
    {
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.NewLine = "\r\n";
        var empty = new Ical.Net.Calendar { ProductId = "-//OpenEvent//EN", Method = Ical.Net.CalendarMethods.Publish };
        empty.AddProperty("X-WR-CALNAME", Clean(calendar.Name));
        const string End = "END:VCALENDAR";
        var frame = new CalendarSerializer().SerializeToString(empty)!;
        await text.WriteAsync(frame[..frame.LastIndexOf(End, StringComparison.Ordinal)]);
        var serializer = new EventSerializer();
        await foreach (var entry in calendar.Entries.WithCancellation(ct))
        {
            await text.WriteAsync(serializer.SerializeToString(ToEvent(entry, calendar.StampedAt)));
            await text.FlushAsync(ct);
        }

        await text.WriteLineAsync(End);
    }

    private static CalendarEvent ToEvent(CalendarEntry entry, DateTimeOffset stampedAt)
    {
        var row = new CalendarEvent
        {
            Uid = entry.Uid,
            DtStamp = ToUtc(stampedAt),
            Summary = Clean(entry.Summary),
            Description = entry.Description is { Length: > 0 } text ? Clean(text) : null,
            Location = entry.Location is { Length: > 0 } place ? Clean(place) : null,
            Start = ToUtc(entry.StartsAt),
            End = entry.EndsAt is { } end ? ToUtc(end) : null,
        };
        if (entry.Category is { Length: > 0 } category)
            row.Categories = [Clean(category)];
        return row;
    }

    /// <summary>Control characters are not allowed in a calendar, except tabs and line ends.</summary>
    private static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t'));

    private static CalDateTime ToUtc(DateTimeOffset time) => new(time.UtcDateTime, CalDateTime.UtcTzId);
}
