namespace OpenEvent.Domain.Ticketing;

/// <summary>Why money goes back.</summary>
public enum RefundReason
{
    OrderCancelled,
    OrderDeleted,

    /// <summary>The payment came after the order had expired, and its seats are others' by now.</summary>
    SeatsGone,

    /// <summary>The order is complete without it.</summary>
    PaidAlready,

    /// <summary>Not what the order costs.</summary>
    WrongAmount,
}
