using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Makes calendar entries of events and sessions.</summary>
internal static class CalendarEntries
{
    public static CalendarEntry Of(Event e) =>
        new(
            $"event@{e.Identifier}",
            e.Name,
            Resources.PlainText.FromHtml(e.Description),
            EventDetails.Of(e).CalendarLocation,
            e.StartsAt,
            e.EndsAt
        );

    public static async IAsyncEnumerable<CalendarEntry> Of(Event e, IAsyncEnumerable<ScheduledSession> sessions)
    {
        await foreach (var s in sessions)
            yield return new CalendarEntry(
                s.UidOf(e.Identifier),
                s.Title,
                s.Summarize(),
                s.Room ?? EventDetails.Of(e).CalendarLocation,
                s.StartsAt,
                s.EndsAt,
                s.Track
            );
    }

    public static async IAsyncEnumerable<CalendarEntry> Prepend(CalendarEntry first, IAsyncEnumerable<CalendarEntry> others)
    {
        yield return first;
        await foreach (var entry in others)
            yield return entry;
    }
}
