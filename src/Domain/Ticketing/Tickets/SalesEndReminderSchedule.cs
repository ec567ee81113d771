using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Which letter about the end of a ticket's sale it is.</summary>
public enum SalesEndReminderStage
{
    Ended,
    Tomorrow,
    NextWeek,
}

/// <summary>When the organizers are told that the sale of a ticket ends (<c>spec/openevent/behaviours.md</c> §12): the day after, the day before, and a week before.</summary>
public static class SalesEndReminderSchedule
{
    /// <param name="timeZoneId">The event's: whether it is tomorrow is said by its calendar.</param>
    /// <param name="runAt">The daily round's time.</param>
    /// <returns>Null: nobody is told on this day.</returns>
    public static SalesEndReminderStage? StageOn(DateTimeOffset endsAt, string timeZoneId, DateTimeOffset runAt) =>
        (EventCalendar.LocalDate(endsAt, timeZoneId).DayNumber - EventCalendar.LocalDate(runAt, timeZoneId).DayNumber) switch
        {
            -1 => SalesEndReminderStage.Ended,
            1 => SalesEndReminderStage.Tomorrow,
            7 => SalesEndReminderStage.NextWeek,
            _ => null,
        };
}
