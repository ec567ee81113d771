using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The e-mails about the end of a ticket's sale.</summary>
public enum SalesEndReminderStage
{
    Ended,
    Tomorrow,
    NextWeek,
}

/// <summary>
/// When organizers are reminded of the end of a ticket's sale: a week before, the day before and the day after
/// (docs/reference/emails.md#daily-e-mails).
/// </summary>
public static class SalesEndReminderSchedule
{
    /// <param name="timeZoneId">The event's IANA time zone, in which the days are counted.</param>
    /// <param name="runAt">The time of the daily run.</param>
    /// <returns>The e-mail to send on this day; null if there is none.</returns>
    public static SalesEndReminderStage? StageOn(DateTimeOffset endsAt, string timeZoneId, DateTimeOffset runAt) =>
        (EventCalendar.LocalDate(endsAt, timeZoneId).DayNumber - EventCalendar.LocalDate(runAt, timeZoneId).DayNumber) switch
        {
            -1 => SalesEndReminderStage.Ended,
            1 => SalesEndReminderStage.Tomorrow,
            7 => SalesEndReminderStage.NextWeek,
            _ => null,
        };
}
