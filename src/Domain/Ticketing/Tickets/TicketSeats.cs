namespace OpenEvent.Domain.Ticketing;

/// <summary>The number of seats of a ticket, and how many are taken. A CHECK constraint ensures 0 ≤ taken ≤ quantity.</summary>
public sealed class TicketSeats
{
    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    /// <summary>Null for no limit.</summary>
    public int? Quantity { get; set; }

    public int Taken { get; set; }
}
