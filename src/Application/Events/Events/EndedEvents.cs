using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Selects the events that the daily job sends e-mails about after their end.</summary>
internal static class EndedEvents
{
    /// <summary>In days. A server that was down for some days still sends the e-mails.</summary>
    private const int MaxDaysLate = 3;

    /// <summary>Events that may be due. The range is wide enough for the calendar days of all time zones.</summary>
    public static IQueryable<Event> RecentlyEnded(this IQueryable<Event> events, DateTimeOffset runAt)
    {
        var from = runAt.AddDays(-MaxDaysLate - 2);
        return events.Where(e => e.DeletedAt == null && e.State == EventState.Published && e.EndsAt > from && e.EndsAt < runAt);
    }

    /// <summary>The events that are due, in the given order.</summary>
    /// <exception cref="DailyEmailException">An event has no valid time zone.</exception>
    public static async Task<List<Event>> WhereDueAsync(this IEnumerable<Event> events, DateTimeOffset runAt)
    {
        List<Event> due = [];
        foreach (var e in events)
            await DailyEmailException.ForEventAsync(e.Id, () =>
            {
                if (IsDue(e, runAt))
                    due.Add(e);
                return Task.CompletedTask;
            });
        return due;
    }

    /// <summary>True from the day after the end of the event, in its own time zone, for three days.</summary>
    public static bool IsDue(Event e, DateTimeOffset runAt) =>
        (EventTimeZone.LocalDate(runAt, e.Timezone).DayNumber - EventTimeZone.LocalDate(e.EndsAt, e.Timezone).DayNumber)
            is >= 1
                and <= MaxDaysLate;
}
