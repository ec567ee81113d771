namespace OpenEvent.Domain.Ticketing;

/// <summary>The state of a payment.</summary>
public enum PaymentState
{
    /// <summary>It can still be paid.</summary>
    Open,

    /// <summary>It was paid.</summary>
    Succeeded,

    /// <summary>It was paid, and the refund of all of it is in progress or finished.</summary>
    Refunded,

    /// <summary>It was not paid and can no longer be paid.</summary>
    Closed,
}
