namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Renders tickets, order summaries and invoices as PDF documents. Deterministic: it uses no clock, network or database, and the same input
/// gives the same bytes, so a retried job stores the same file. Accepts text in any script. Text that is too long is shortened with an
/// ellipsis.
/// </summary>
public interface IPdfRenderer
{
    /// <summary>Renders one A5 page for one attendee, with the QR code for check-in (<see cref="TicketDocument.QrCodeText"/>).</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderTicket(TicketDocument ticket);

    /// <summary>Renders the buyer's summary on A4: the amounts, and every attendee with their own QR code. One or more pages.</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderOrder(OrderDocument order);

    /// <summary>Renders the invoice of an order or an event invoice on A4. One or more pages.</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderInvoice(InvoiceDocument invoice);
}

/// <summary>The content of one attendee's ticket.</summary>
/// <param name="Price">The price of the seat in units of <paramref name="Currency"/> (not cents). Zero is printed as "Free".</param>
/// <param name="Currency">ISO 4217 code, e.g. <c>EUR</c>.</param>
public sealed record TicketDocument(
    EventDetails Event,
    string TicketName,
    decimal Price,
    string Currency,
    string HolderFirstName,
    string HolderLastName,
    string OrderIdentifier,
    string AttendeeIdentifier
)
{
    /// <summary>The text of the QR code, <c>order-attendee</c> (docs/reference/attendees.md#qr-code).</summary>
    public string QrCodeText => FormatQrCodeText(OrderIdentifier, AttendeeIdentifier);

    public static string FormatQrCodeText(string orderIdentifier, string attendeeIdentifier) => $"{orderIdentifier}-{attendeeIdentifier}";

    /// <summary>
    /// A scanned code in the form of <see cref="FormatQrCodeText"/>. Scanners add spaces and line breaks, and some send capitals;
    /// identifiers are in lower case.
    /// </summary>
    public static string NormalizeQrCodeText(string scanned) => scanned.Trim().ToLowerInvariant();
}

/// <summary>The content of an order summary.</summary>
/// <param name="OrderedAt">Printed as a date in the event's time zone.</param>
/// <param name="Status">The status as printed, e.g. <c>Completed</c>.</param>
/// <param name="Amounts">All amounts are printed as given.</param>
public sealed record OrderDocument(
    EventDetails Event,
    string OrderIdentifier,
    DateTimeOffset OrderedAt,
    string Status,
    string BuyerName,
    string BuyerEmail,
    DocumentAmounts Amounts,
    PaymentNote Payment,
    IReadOnlyList<AttendeeLine> Attendees
);

/// <summary>The content of an invoice.</summary>
/// <param name="Heading">The document's name, e.g. <c>INVOICE</c>.</param>
/// <param name="DueAt">Null: no due date is printed.</param>
/// <param name="Seller">Name and address, one entry for each line.</param>
/// <param name="Buyer">Name and address, one entry for each line.</param>
/// <param name="Amounts">All amounts are printed as given.</param>
/// <param name="Subject">One line, e.g. the order that the invoice is for.</param>
/// <param name="Footer">Null or empty: no footer is printed.</param>
public sealed record InvoiceDocument(
    EventDetails Event,
    string Heading,
    string Number,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<string> Seller,
    IReadOnlyList<string> Buyer,
    DocumentAmounts Amounts,
    string Subject,
    PaymentNote Payment,
    string? Footer
);

/// <summary>One attendee in an order summary.</summary>
public sealed record AttendeeLine(string FirstName, string LastName, string TicketName, string AttendeeIdentifier);
