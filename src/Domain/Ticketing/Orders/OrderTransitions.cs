namespace OpenEvent.Domain.Ticketing;

/// <summary>The allowed changes of an order's status (docs/reference/orders.md#status-transitions).</summary>
public static class OrderTransitions
{
    public static bool IsAllowed(OrderStatus from, OrderStatus to) =>
        (from, to) switch
        {
            (OrderStatus.Initializing, not OrderStatus.Initializing) => true,
            (OrderStatus.Pending, OrderStatus.Placed or OrderStatus.Completed or OrderStatus.Cancelled or OrderStatus.Expired) => true,
            (OrderStatus.Placed, OrderStatus.Completed or OrderStatus.Cancelled) => true,
            (OrderStatus.Completed, OrderStatus.Cancelled) => true,
            _ => false,
        };

    public static bool HoldsSeats(this OrderStatus status) => status is not (OrderStatus.Expired or OrderStatus.Cancelled);

    /// <summary>Whether tickets have been issued, as PDFs and e-mails.</summary>
    public static bool HasIssuedTickets(this OrderStatus status) => status is OrderStatus.Completed or OrderStatus.Placed;
}
