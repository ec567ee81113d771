using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The tax of an event, and the company that pays it. An event has at most one.</summary>
public sealed class Tax : EventContent, ISoftDeleted
{
    public string? Name { get; set; }

    /// <summary>In percent, 0 to 100; null means 0.</summary>
    public decimal? Rate { get; set; }

    /// <summary>Whether prices include the tax. Otherwise it is added to them.</summary>
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
