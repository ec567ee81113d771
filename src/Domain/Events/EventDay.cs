namespace OpenEvent.Domain.Events;

/// <summary>Days as people at the event count them: on its own clock.</summary>
public static class EventDay
{
    /// <param name="zone">The event's IANA zone; one that the machine does not know counts as UTC.</param>
    public static DateOnly Of(DateTimeOffset at, string zone) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(at, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc).DateTime
        );
}
