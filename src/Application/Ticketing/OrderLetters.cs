using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>To the buyer, when the order is completed or placed.</summary>
/// <param name="Total">As printed, e.g. <c>EUR 50.00</c>.</param>
/// <param name="PdfUrl">The order's summary.</param>
public sealed record TicketPurchased(
    EventPrint Event, string BuyerName, string OrderIdentifier, IReadOnlyList<string> Tickets, string Total, string OrderUrl, string PdfUrl) : Letter;

/// <summary>To each attendee, with his own ticket; to an address that several tickets are for, with all of them.</summary>
public sealed record TicketPurchasedAttendee(EventPrint Event, string HolderName, IReadOnlyList<TicketLink> Tickets, string OrderIdentifier) : Letter;

/// <summary>Where one ticket's PDF is.</summary>
public sealed record TicketLink(string Name, string Url);

/// <summary>To the buyer and the attendees when an order is cancelled or deleted.</summary>
/// <param name="Note">The organizer's reason; may be null.</param>
public sealed record TicketCancelled(EventPrint Event, string Name, string OrderIdentifier, string? Note, bool RefundStarted) : Letter;
