namespace OpenEvent.Domain.Ticketing;

/// <summary>Where an order stands; the server owns the transitions (<see cref="OrderTransitions"/>).</summary>
public enum OrderStatus
{
    /// <summary>A checkout in progress, which holds seats.</summary>
    Initializing,

    /// <summary>Submitted and not paid.</summary>
    Pending,

    /// <summary>The payment is promised: bank, cheque, at the door, by invoice.</summary>
    Placed,

    /// <summary>Paid, or free.</summary>
    Completed,

    Expired,

    Cancelled,
}
