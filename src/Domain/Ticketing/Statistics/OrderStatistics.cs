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

/// <summary>The orders of an event. It has the id and the identifier of the event.</summary>
public sealed class OrderStatisticsEvent : OrderStatistics;

/// <summary>The orders of a ticket. It has the id of the ticket.</summary>
public sealed class OrderStatisticsTicket : OrderStatistics;

/// <summary>The orders of one status.</summary>
/// <param name="Sales">
/// For completed orders without what was refunded. For one ticket: the price of its seats without tax and fees, less its share of what was
/// refunded.
/// </param>
public sealed record OrderTotals(int Orders, int Seats, decimal Sales);
