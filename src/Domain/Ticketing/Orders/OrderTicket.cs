namespace OpenEvent.Domain.Ticketing;

/// <summary>The seats of one ticket that an order holds, at the price they were ordered at. What is returned when the order ends is counted here.</summary>
public sealed class OrderTicket
{
    public long OrderId { get; set; }

    public Order Order { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    public int Quantity { get; set; }

    /// <summary>Of one seat.</summary>
    public decimal Price { get; set; }

    /// <summary>How many of the seats the order's discount is for.</summary>
    public int Discounted { get; set; }

    public bool IsFeeCharged { get; set; }

    public PricedSeats Seats => new(Price, Quantity, Discounted, IsFeeCharged);
}
