namespace OpenEvent.Domain.Ticketing;

/// <summary>How many seats of a ticket there are and how many are taken: 0 ≤ taken ≤ quantity, which the database itself guards.</summary>
public sealed class TicketSeats
{
    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    /// <summary>Null: no limit.</summary>
    public int? Quantity { get; set; }

    public int Taken { get; set; }
}
