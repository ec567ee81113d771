namespace OpenEvent.Domain.Events;

/// <summary>Days as people at the event count them: on its own clock.</summary>
public static class EventCalendar
{
    /// <param name="timeZoneId">The event's IANA zone; one that the machine does not know counts as UTC.</param>
    public static DateOnly LocalDate(DateTimeOffset at, string timeZoneId) =>
        DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(at, TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out var timeZone) ? timeZone : TimeZoneInfo.Utc)
                .DateTime
        );
}
