using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The platform's fee on the completed orders of an event.</summary>
public sealed class AdminSalesFees : Entity
{
    public string Name { get; set; } = "";

    public DateTimeOffset EventDate { get; set; }

    /// <summary>The currency of the prices.</summary>
    public string PaymentCurrency { get; set; } = "";

    /// <summary>In percent; null if the currency has no fee.</summary>
    public decimal? FeePercentage { get; set; }

    /// <summary>The maximum fee on an order; null for no maximum.</summary>
    public decimal? MaximumFee { get; set; }

    /// <summary>The tickets of completed orders.</summary>
    [NotMapped]
    public int TicketCount { get; set; }

    /// <summary>The fee, in <see cref="PaymentCurrency"/>.</summary>
    [NotMapped]
    public decimal Revenue { get; set; }
}
