using System.Linq.Expressions;
using OpenEvent.Application.Events;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>The lines about an event, in the words of tickets and e-mails.</summary>
internal static class EventLines
{
    public static List<PageLine> Of(Event e) =>
        [
            new PageLine(
                "When",
                $"{EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.Timezone)}, {EventTime.FormatZone(e.StartsAt, e.Timezone)}"
            ),
            new PageLine("Where", EventDetails.Of(e).Where),
        ];

    /// <summary>Reads what <see cref="LinkTo"/> shows, without the long texts.</summary>
    public static readonly Expression<Func<Event, Event>> LinkColumns = e => new Event
    {
        Identifier = e.Identifier,
        Name = e.Name,
        StartsAt = e.StartsAt,
        Timezone = e.Timezone,
    };

    /// <summary>A link to the page of the event.</summary>
    public static PageLine LinkTo(Event e) =>
        new(EventTime.FormatDay(e.StartsAt, e.Timezone), e.Name, $"/e/{Uri.EscapeDataString(e.Identifier)}");
}
