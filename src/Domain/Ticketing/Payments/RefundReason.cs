namespace OpenEvent.Domain.Ticketing;

/// <summary>Why a payment is refunded.</summary>
public enum RefundReason
{
    OrderCancelled,
    OrderDeleted,

    /// <summary>The payment arrived after the order had expired, and its seats have been sold to others.</summary>
    SeatsGone,

    /// <summary>The order is already completed.</summary>
    PaidAlready,

    /// <summary>The amount differs from the price of the order.</summary>
    WrongAmount,

    /// <summary>More was paid than the order costs. The difference is refunded.</summary>
    Overpaid,

    /// <summary>It was started at the provider, e.g. in its dashboard.</summary>
    AtProvider,

    /// <summary>The event team or staff started it.</summary>
    Requested,
}
