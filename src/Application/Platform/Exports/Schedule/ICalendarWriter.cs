namespace OpenEvent.Application.Platform;

/// <summary>Writes calendar files (iCalendar, RFC 5545), one entry after the other.</summary>
public interface ICalendarWriter
{
    Task WriteAsync(CalendarDocument calendar, Stream target, CancellationToken ct);
}
