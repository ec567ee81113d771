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

/// <summary>The event data that documents and e-mails show.</summary>
/// <param name="TimeZone">
/// The event's IANA time zone, e.g. <c>Europe/Berlin</c>, in which times are printed. For an unknown name, times are printed in UTC with a
/// note.
/// </param>
/// <param name="Place">Name and address in one line. Null or empty for an online event.</param>
/// <param name="Logo">
/// A PNG, JPEG, WebP or GIF file of at most 20 MB and 40 megapixels. Empty: no logo. A file that cannot be read is left out.
/// </param>
/// <param name="Organizer">Printed in the footer. Null: nothing is printed.</param>
public sealed record EventDetails(
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string TimeZone,
    string? Place,
    ReadOnlyMemory<byte> Logo = default,
    string? Organizer = null
);

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
}

/// <summary>The content of an order summary.</summary>
/// <param name="OrderedAt">Printed as a date in the event's time zone.</param>
/// <param name="Status">The status as printed, e.g. <c>Completed</c>.</param>
/// <param name="Lines">The ordered tickets, in the order in which they are printed.</param>
/// <param name="Currency">ISO 4217 code, e.g. <c>EUR</c>. All amounts are in its units (not cents).</param>
/// <param name="Discount">The discount as a positive amount. Zero: no line is printed.</param>
/// <param name="Tax">Zero: no line is printed.</param>
/// <param name="Total">The amount that the buyer pays. It is printed as given.</param>
/// <param name="TaxName">E.g. <c>VAT 19%</c>. Null is printed as "Tax".</param>
/// <param name="PaidBy">The payment mode. Null: no line is printed.</param>
public sealed record OrderDocument(
    EventDetails Event,
    string OrderIdentifier,
    DateTimeOffset OrderedAt,
    string Status,
    string BuyerName,
    string BuyerEmail,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<AttendeeLine> Attendees,
    string Currency,
    decimal Discount,
    decimal Tax,
    decimal Total,
    string? TaxName = null,
    string? PaidBy = null
);

/// <summary>The seats of one ticket type in an order. <paramref name="Price"/> is for one seat, in units of the order's currency.</summary>
public sealed record OrderLine(string TicketName, int Quantity, decimal Price);

/// <summary>The content of an invoice. All amounts are printed as given.</summary>
/// <param name="Heading">The document's name, e.g. <c>INVOICE</c>.</param>
/// <param name="DueAt">Null: no due date is printed.</param>
/// <param name="Seller">Name and address, one entry for each line.</param>
/// <param name="Buyer">Name and address, one entry for each line.</param>
/// <param name="Adjustments">The amounts between the lines and the total: discounts (negative), fees and taxes.</param>
/// <param name="Currency">ISO 4217 code, e.g. <c>EUR</c>. All amounts are in its units (not cents).</param>
/// <param name="Subject">One line, e.g. the order that the invoice is for.</param>
/// <param name="PaymentStatus">Whether the invoice is paid, and how.</param>
/// <param name="Footer">Null or empty: no footer is printed.</param>
public sealed record InvoiceDocument(
    EventDetails Event,
    string Heading,
    string Number,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<string> Seller,
    IReadOnlyList<string> Buyer,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<(string Name, decimal Amount)> Adjustments,
    decimal Total,
    string Currency,
    string Subject,
    string PaymentStatus,
    string? Footer
);

/// <summary>One line of an invoice. Amounts are in units of the invoice's currency.</summary>
public sealed record InvoiceLine(string Name, int Quantity, decimal Price, decimal Amount);

/// <summary>One attendee in an order summary.</summary>
public sealed record AttendeeLine(string FirstName, string LastName, string TicketName, string AttendeeIdentifier);
