using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A word that an event groups its tickets by.</summary>
public sealed class TicketTag : EventContent, ISoftDeleted
{
    public string? Name { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>A ticket that has a tag.</summary>
public sealed class TaggedTicket
{
    public long TicketTagId { get; set; }

    public TicketTag TicketTag { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;
}
