namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The seats of one ticket in an order, at the price when they were ordered. When the order expires or is cancelled, <see cref="Quantity"/>
/// seats are returned to the ticket.
/// </summary>
public sealed class OrderTicket
{
    public long OrderId { get; set; }

    public Order Order { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    public int Quantity { get; set; }

    /// <summary>The price of one seat.</summary>
    public decimal Price { get; set; }

    /// <summary>The number of seats that the order's discount applies to.</summary>
    public int Discounted { get; set; }

    public bool IsFeeCharged { get; set; }

    public PricedSeats Seats => new(Price, Quantity, Discounted, IsFeeCharged);
}
