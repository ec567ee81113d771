using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Records that money of an order went back after an invoice had counted it, or came back after such a record. The next invoice credits or
/// charges the fee. The row is kept even if the order is deleted.
/// </summary>
public sealed class InvoiceCredit : Entity, ICreatedAt
{
    public string OrderIdentifier { get; set; } = "";

    /// <summary>The invoice that the order was counted in.</summary>
    public long InvoiceId { get; set; }

    public EventInvoice Invoice { get; set; } = null!;

    /// <summary>What went back, in the invoice's currency. Negative: a refund failed after it had been credited.</summary>
    public decimal Revenue { get; set; }

    /// <summary>The invoice with the credit; null while there is none.</summary>
    public long? CreditedById { get; set; }

    public EventInvoice? CreditedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
