using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The events that a daily round writes to people about, as they are over.</summary>
internal static class EndedEvents
{
    /// <summary>A server that was down for some days still says its thanks.</summary>
    private const int MaxDaysLate = 3;

    /// <summary>Those that may be due, wide enough for the calendars of all zones.</summary>
    public static IQueryable<Event> RecentlyEnded(this IQueryable<Event> events, DateTimeOffset runAt)
    {
        var (from, to) = (runAt.AddDays(-MaxDaysLate - 2), runAt);
        return events.Where(e => e.DeletedAt == null && e.State == EventState.Published && e.EndsAt > from && e.EndsAt < to);
    }

    /// <summary>From the day after, by the event's own calendar.</summary>
    public static bool IsDue(Event e, DateTimeOffset runAt) =>
        (EventCalendar.LocalDate(runAt, e.Timezone).DayNumber - EventCalendar.LocalDate(e.EndsAt, e.Timezone).DayNumber)
            is >= 1
                and <= MaxDaysLate;
}
