namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The status of an order (docs/reference/orders.md#order-statuses). <see cref="OrderTransitions"/> lists the allowed changes.
/// </summary>
public enum OrderStatus
{
    /// <summary>A checkout in progress. It holds seats until it expires.</summary>
    Initializing,

    /// <summary>Submitted and waiting for an online payment. It holds seats until it expires.</summary>
    Pending,

    /// <summary>To be paid outside the server: by bank transfer, cheque, on site or by invoice.</summary>
    Placed,

    /// <summary>Paid, or free.</summary>
    Completed,

    Expired,

    Cancelled,
}
