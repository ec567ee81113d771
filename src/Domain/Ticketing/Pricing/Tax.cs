using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The one tax of an event, and who owes it.</summary>
public sealed class Tax : EventContent, ISoftDeleted
{
    public string? Name { get; set; }

    /// <summary>In percent, 0 to 100; null is zero.</summary>
    public decimal? Rate { get; set; }

    /// <summary>Prices hold it already; else it is added on top.</summary>
    public bool IsTaxIncludedInPrice { get; set; }

    public string? TaxId { get; set; }

    public bool ShouldSendInvoice { get; set; }

    public bool IsInvoiceSent { get; set; }

    public string? RegisteredCompany { get; set; }

    public string? ContactName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Address { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Zip { get; set; }

    public string? Country { get; set; }

    public string? InvoiceFooter { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
