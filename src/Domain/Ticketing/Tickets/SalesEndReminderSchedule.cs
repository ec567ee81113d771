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
    /// <param name="endsOn">The day on which the sale ends, in the event's time zone.</param>
    /// <param name="today">The day of the run, in the event's time zone.</param>
    /// <returns>The e-mail to send on this day; null if there is none.</returns>
    public static SalesEndReminderStage? StageOn(DateOnly endsOn, DateOnly today) =>
        (endsOn.DayNumber - today.DayNumber) switch
        {
            -1 => SalesEndReminderStage.Ended,
            1 => SalesEndReminderStage.Tomorrow,
            7 => SalesEndReminderStage.NextWeek,
            _ => null,
        };
}
