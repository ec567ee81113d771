using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The numbers of orders and seats, and the sales, by the status of the orders. A query, not a table.</summary>
public abstract class OrderStatistics : Entity
{
    public string Identifier { get; set; } = "";

    /// <summary>The event of the orders.</summary>
    public long EventId { get; set; }

    /// <summary>The currency of the prices. Orders in another one have no sales.</summary>
    public string Currency { get; set; } = "";

    [NotMapped]
    public IReadOnlyDictionary<OrderStatus, OrderTotals> ByStatus { get; set; } = new Dictionary<OrderStatus, OrderTotals>();
}
