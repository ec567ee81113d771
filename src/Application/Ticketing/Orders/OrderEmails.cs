using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>To the buyer, when the order is completed or placed.</summary>
/// <param name="Total">As printed, e.g. <c>EUR 50.00</c>.</param>
/// <param name="PdfUrl">The order's summary.</param>
[Recipient("Buyer")]
public sealed record TicketPurchased(
    EventDetails Event,
    string BuyerName,
    string OrderIdentifier,
    IReadOnlyList<string> Tickets,
    string Total,
    string OrderUrl,
    string PdfUrl
) : EmailMessage, ICalendarEmail;

/// <summary>To each who runs the event, about a sale; not to the buyer, if he is one of them.</summary>
/// <param name="BuyerName">Null: unknown.</param>
[Recipient("Organizer")]
public sealed record TicketPurchasedOrganizer(
    EventDetails Event,
    string Name,
    string? BuyerName,
    string OrderIdentifier,
    IReadOnlyList<string> Tickets,
    string Total,
    string OrderUrl
) : EmailMessage;

/// <summary>To each attendee, with his own ticket; to an address that several tickets are for, with all of them.</summary>
[Recipient("Attendee")]
public sealed record TicketPurchasedAttendee(
    EventDetails Event,
    string HolderName,
    IReadOnlyList<TicketLink> Tickets,
    string OrderIdentifier
) : EmailMessage, ICalendarEmail;

/// <summary>Where one ticket's PDF is.</summary>
public sealed record TicketLink(string Name, string Url);

/// <summary>To the buyer and the attendees when an order is cancelled or deleted.</summary>
/// <param name="Note">The organizer's reason; may be null.</param>
[Recipient("Buyer, Attendee")]
public sealed record TicketCancelled(EventDetails Event, string Name, string OrderIdentifier, string? Note, bool RefundStarted)
    : EmailMessage;

/// <summary>What the letters about an invoice of the platform say.</summary>
/// <param name="Amount">As printed, e.g. <c>EUR 50.00</c>; <paramref name="DueOn"/> likewise.</param>
/// <param name="IsCredit">The platform owes it.</param>
public sealed record InvoiceDetails(
    string Name,
    string EventName,
    string Number,
    string Amount,
    string DueOn,
    string PdfUrl,
    string PayUrl,
    bool IsCredit
);

/// <summary>To an event's owner, with a new invoice of the platform.</summary>
[Recipient("Owner")]
public sealed record MonthlyPayment(InvoiceDetails Invoice) : EmailMessage;

/// <summary>A first reminder of an invoice.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentFollowUp(InvoiceDetails Invoice) : EmailMessage;

/// <summary>An invoice is due in a few days.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentPreDue(InvoiceDetails Invoice) : EmailMessage;

/// <summary>An invoice was due and is not paid.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentPostDue(InvoiceDetails Invoice) : EmailMessage;
