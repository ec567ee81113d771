namespace OpenEvent.Domain.Events;

/// <summary>Calendar days in the time zone of an event.</summary>
public static class EventCalendar
{
    /// <param name="timeZoneId">The IANA time zone of the event. A zone that the machine does not know is treated as UTC.</param>
    public static DateOnly LocalDate(DateTimeOffset at, string timeZoneId) =>
        DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(at, TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out var timeZone) ? timeZone : TimeZoneInfo.Utc)
                .DateTime
        );
}
