namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Prints tickets and order summaries as PDF documents. Pure: no clock, no network, no database; the same print gives the same bytes, so a retried
/// job stores the same file. Any text is accepted in any script; over-long text is shortened with an ellipsis, never refused.
/// </summary>
public interface IPdfRenderer
{
    /// <summary>One A5 page for one attendee, with the QR code that the entrance scans (<see cref="TicketDocument.QrCodeText"/>).</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderTicket(TicketDocument ticket);

    /// <summary>The buyer's summary: A4, every attendee with a QR code of his own, the amounts; as many pages as that takes.</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderOrder(OrderDocument order);

    /// <summary>An invoice on A4, of an order or of the platform.</summary>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] RenderInvoice(InvoiceDocument invoice);
}

/// <summary>What both documents say about the event.</summary>
/// <param name="TimeZone">The event's IANA zone, e.g. <c>Europe/Berlin</c>; the times are printed in it. An unknown name prints UTC and says so.</param>
/// <param name="Place">Name and address in one line; null or empty for an online event.</param>
/// <param name="Logo">A PNG, JPEG, WebP or GIF file of at most 20 MB and 40 megapixels; empty for none. What cannot be read is left out.</param>
/// <param name="Organizer">Printed at the foot; may be null.</param>
public sealed record EventDetails(
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string TimeZone,
    string? Place,
    ReadOnlyMemory<byte> Logo = default,
    string? Organizer = null
);

/// <summary>One attendee's ticket.</summary>
/// <param name="Price">What the holder's seat costs, in units of <paramref name="Currency"/> (not cents); zero prints "Free".</param>
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
    /// <summary>The QR code's text, <c>order-attendee</c>: what the reference's check-in app scans.</summary>
    public string QrCodeText => FormatQrCodeText(OrderIdentifier, AttendeeIdentifier);

    public static string FormatQrCodeText(string orderIdentifier, string attendeeIdentifier) => $"{orderIdentifier}-{attendeeIdentifier}";
}

/// <summary>The buyer's order.</summary>
/// <param name="OrderedAt">Printed as a date in the event's zone.</param>
/// <param name="Status">As the buyer reads it, e.g. <c>Completed</c>.</param>
/// <param name="Lines">What was bought, in the order in which to print it.</param>
/// <param name="Discount">What was taken off, as a positive amount; zero prints no line.</param>
/// <param name="Tax">Zero prints no line.</param>
/// <param name="TaxName">E.g. <c>VAT 19%</c>; null prints "Tax".</param>
/// <param name="Total">What the buyer pays; not recomputed here.</param>
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

/// <summary>One kind of ticket in an order; amounts in units of the order's currency.</summary>
public sealed record OrderLine(string TicketName, int Quantity, decimal Price);

/// <summary>An invoice; nothing is reckoned here.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Seller">Name and address, line by line; also <paramref name="Buyer"/>.</param>
/// <param name="Adjustments">What comes between the lines and the total: discounts (negative), fees, taxes.</param>
/// <param name="Subject">One sentence under the facts, e.g. which order it is for.</param>
/// <param name="PaymentStatus">Whether it is paid, and how.</param>
/// <param name="Footer">May be null.</param>
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

/// <summary>Amounts in units of the invoice's currency.</summary>
public sealed record InvoiceLine(string Name, int Quantity, decimal Price, decimal Amount);

/// <summary>One seat of an order.</summary>
public sealed record AttendeeLine(string FirstName, string LastName, string TicketName, string AttendeeIdentifier);
