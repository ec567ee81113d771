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
}
