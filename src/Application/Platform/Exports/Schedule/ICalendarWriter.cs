namespace OpenEvent.Application.Platform;

/// <summary>Writes calendar files (iCalendar, RFC 5545), one entry after the other.</summary>
public interface ICalendarWriter
{
    Task WriteAsync(CalendarDocument calendar, Stream target, CancellationToken ct);
}

/// <summary>A calendar.</summary>
/// <param name="StampedAt">When it is written.</param>
public sealed record CalendarDocument(string Name, DateTimeOffset StampedAt, IAsyncEnumerable<CalendarEntry> Entries);

/// <summary>An event or a session in a calendar.</summary>
/// <param name="Uid">The same in every file, so that calendar programs update the entry instead of adding it again.</param>
/// <param name="Description">Plain text.</param>
public sealed record CalendarEntry(
    string Uid,
    string Summary,
    string? Description,
    string? Location,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string? Category = null
);
