using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>A ticket and the end of its sale, printed in the event's time zone.</summary>
/// <param name="TimeZone">The event's IANA time zone.</param>
public sealed record TicketSale(string Ticket, DateTimeOffset EndsAt, string TimeZone);

/// <summary>To an event's organizers: the sale of some tickets ended yesterday.</summary>
[Recipient("Organizer", About = "ticket sales that have ended")]
public sealed record TicketSalesEnd(string Name, string EventName, IReadOnlyList<TicketSale> Tickets, string EventUrl) : EmailMessage;

/// <summary>To an event's organizers: the sale of some tickets ends tomorrow.</summary>
[Recipient("Organizer", About = "ticket sales that end tomorrow")]
public sealed record TicketSalesEndTomorrow(string Name, string EventName, IReadOnlyList<TicketSale> Tickets, string EventUrl)
    : EmailMessage;

/// <summary>To an event's organizers: the sale of some tickets ends in a week.</summary>
[Recipient("Organizer", About = "ticket sales that end in a week")]
public sealed record TicketSalesEndNextWeek(string Name, string EventName, IReadOnlyList<TicketSale> Tickets, string EventUrl)
    : EmailMessage;
