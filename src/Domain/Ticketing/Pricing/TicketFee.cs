using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The platform's fee on tickets sold in a currency.</summary>
public sealed class TicketFee : Entity
{
    public string? Currency { get; set; }

    /// <summary>Used for event invoices only. The price of an order ignores it.</summary>
    public string Country { get; set; } = "";

    /// <summary>In percent of the price; null means 0.</summary>
    public decimal? ServiceFee { get; set; }

    /// <summary>The maximum fee of one line of an order; null for no maximum.</summary>
    public decimal? MaximumFee { get; set; }
}
