using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The events that a daily round writes to people about, as they are over.</summary>
internal static class EndedEvents
{
    /// <summary>A server that was down for some days still says its thanks.</summary>
    private const int LatestAfterDays = 3;

    /// <summary>Those that may be due, wide enough for the calendars of all zones.</summary>
    public static IQueryable<Event> Ended(this IQueryable<Event> events, DateTimeOffset round)
    {
        var (from, to) = (round.AddDays(-LatestAfterDays - 2), round);
        return events.Where(e => e.DeletedAt == null && e.State == EventState.Published && e.EndsAt > from && e.EndsAt < to);
    }

    /// <summary>From the day after, by the event's own calendar.</summary>
    public static bool IsDue(Event e, DateTimeOffset round) =>
        (EventDay.Of(round, e.Timezone).DayNumber - EventDay.Of(e.EndsAt, e.Timezone).DayNumber) is >= 1 and <= LatestAfterDays;
}
