namespace OpenEvent.Domain.Ticketing;

/// <summary>What is known of a payment's money.</summary>
public enum PaymentState
{
    /// <summary>It may still be paid.</summary>
    Open,

    /// <summary>It was paid, and the money is the organizer's.</summary>
    Succeeded,

    /// <summary>It was paid, and a refund is under way or done.</summary>
    Refunded,

    /// <summary>It was not paid and cannot be any more.</summary>
    Closed,
}
