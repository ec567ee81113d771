using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace OpenEvent.Application.Events;

/// <summary>
/// Formats times in the time zone of the event. The time-zone data is NodaTime's: <see cref="EventTimeZone"/>.
/// </summary>
internal static class EventTime
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("ddd, d MMMM uuuu");
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly OffsetPattern UtcOffset = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    /// <returns>E.g. <c>Sat, 23 May 2026, 09:00 – 17:30</c>, with both dates if it ends on another day in that time zone.</returns>
    public static string FormatPeriod(DateTimeOffset start, DateTimeOffset? end, string zone)
    {
        var from = ToLocal(start, zone);
        var text = $"{Date.Format(from.Date)}, {Time.Format(from.TimeOfDay)}";
        if (end is null || end <= start)
            return text;
        var to = ToLocal(end.Value, zone);
        return to.Date == from.Date
            ? $"{text} – {Time.Format(to.TimeOfDay)}"
            : $"{text} – {Date.Format(to.Date)}, {Time.Format(to.TimeOfDay)}";
    }

    /// <returns>E.g. <c>Europe/Berlin (UTC+02:00)</c>: the UTC offset at the start of the event.</returns>
    public static string FormatZone(DateTimeOffset start, string zone)
    {
        var from = ToLocal(start, zone);
        return from.Zone.Id == DateTimeZone.Utc.Id ? "UTC" : $"{from.Zone.Id} (UTC{UtcOffset.Format(from.Offset)})";
    }

    public static string FormatDay(DateTimeOffset instant, string zone) =>
        ToLocal(instant, zone).Date.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    private static ZonedDateTime ToLocal(DateTimeOffset instant, string zone) =>
        Instant.FromDateTimeOffset(instant).InZone(EventTimeZone.Of(zone));
}
