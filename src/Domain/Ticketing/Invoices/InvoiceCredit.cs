using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// An order that was cancelled or deleted after the platform had asked its share of it: the next invoice gives that share back. The row outlives the order.
/// </summary>
public sealed class InvoiceCredit : Entity, ICreatedAt
{
    public string OrderIdentifier { get; set; } = "";

    /// <summary>The invoice that the order was counted in.</summary>
    public long InvoiceId { get; set; }

    public EventInvoice Invoice { get; set; } = null!;

    /// <summary>What the order had brought, in the invoice's currency.</summary>
    public decimal Revenue { get; set; }

    /// <summary>The invoice that gives it back; null: none yet.</summary>
    public long? CreditedById { get; set; }

    public EventInvoice? CreditedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
