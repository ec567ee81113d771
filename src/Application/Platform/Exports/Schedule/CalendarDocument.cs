namespace OpenEvent.Application.Platform;

/// <summary>A calendar.</summary>
/// <param name="StampedAt">When it is written.</param>
public sealed record CalendarDocument(string Name, DateTimeOffset StampedAt, IAsyncEnumerable<CalendarEntry> Entries);
