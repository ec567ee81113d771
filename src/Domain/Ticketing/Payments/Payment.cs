using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// One attempt to be paid for an order, in the books before a provider hears of it. An order has at most one that is open or has succeeded (a unique index),
/// so that money is not taken twice; the row outlives the order.
/// </summary>
public sealed class Payment : Entity, IEventContent, ICreatedAt
{
    /// <summary>Null when the order was deleted.</summary>
    public long? OrderId { get; set; }

    public Order? Order { get; set; }

    public string OrderIdentifier { get; set; } = "";

    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    /// <summary>A payment mode.</summary>
    public string Provider { get; set; } = "";

    /// <summary>The event's account at the provider; null where the money came outside this server (bank, cheque, at the door).</summary>
    public string? Account { get; set; }

    /// <summary>Our name for it, which the provider gets as its idempotency key: asked twice, it makes one payment.</summary>
    public string Reference { get; set; } = "";

    /// <summary>The provider's name for it; null until it has answered.</summary>
    public string? ExternalId { get; set; }

    /// <summary>What is asked for, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; set; }

    /// <summary>Three letters.</summary>
    public string Currency { get; set; } = Ticketing.Currency.Default;

    public PaymentState State { get; set; }

    /// <summary>What really came.</summary>
    public decimal Taken { get; set; }

    /// <summary>What was or is being given back: never more than came (a CHECK).</summary>
    public decimal Refunded { get; set; }

    /// <summary>When the provider is asked next, in case its news is lost; null: there is nothing left to learn.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    public int Checks { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public List<Refund> Refunds { get; } = [];

    /// <summary>The pause before the provider is asked again: one minute, doubling to an hour.</summary>
    public TimeSpan NextCheckDelay => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(Checks, 6))));
}
