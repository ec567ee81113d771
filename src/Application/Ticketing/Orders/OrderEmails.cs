using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>To the buyer, when the order is completed or placed.</summary>
/// <param name="Tickets">One text for each ticket type, e.g. <c>2 × Standard</c>.</param>
/// <param name="Total">Formatted with its currency, e.g. <c>EUR 50.00</c>.</param>
/// <param name="PdfUrl">The URL of the order summary.</param>
/// <param name="Payment">Null: there is nothing to pay.</param>
[Recipient("Buyer")]
public sealed record TicketPurchased(
    EventDetails Event,
    string BuyerName,
    string OrderIdentifier,
    IReadOnlyList<string> Tickets,
    string Total,
    string OrderUrl,
    string PdfUrl,
    PaymentNote? Payment = null
) : EmailMessage, ICalendarEmail;

/// <summary>To the members of the event team, about a sale. A member who is the buyer does not get it.</summary>
/// <param name="BuyerName">Null: unknown.</param>
/// <param name="Payment">Null: there is nothing to pay.</param>
[Recipient("Organizer", About = "orders for events that you organize")]
public sealed record TicketPurchasedOrganizer(
    EventDetails Event,
    string Name,
    string? BuyerName,
    string OrderIdentifier,
    IReadOnlyList<string> Tickets,
    string Total,
    string OrderUrl,
    PaymentNote? Payment = null
) : EmailMessage;

/// <summary>To each attendee, with their ticket. An address that several attendees share gets one e-mail with all their tickets.</summary>
[Recipient("Attendee")]
public sealed record TicketPurchasedAttendee(
    EventDetails Event,
    string HolderName,
    IReadOnlyList<TicketLink> Tickets,
    string OrderIdentifier
) : EmailMessage, ICalendarEmail;

/// <summary>The name of a ticket and the URL of its PDF.</summary>
public sealed record TicketLink(string Name, string Url);

/// <summary>To the buyer and the attendees when an order is cancelled or deleted.</summary>
/// <param name="Note">The cancel note. Null: none.</param>
/// <param name="RefundStarted">A payment of the order is being refunded.</param>
/// <param name="Refund">To the buyer: what was paid and what goes back. Null: nothing was paid, or the recipient did not pay.</param>
[Recipient("Buyer, Attendee")]
public sealed record TicketCancelled(
    EventDetails Event,
    string Name,
    string OrderIdentifier,
    string? Note,
    bool RefundStarted,
    string? Refund = null
) : EmailMessage;
