using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A tag that groups the tickets of an event.</summary>
public sealed class TicketTag : EventContent, ISoftDeleted
{
    public string? Name { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>Links a tag to a ticket.</summary>
public sealed class TaggedTicket
{
    public long TicketTagId { get; set; }

    public TicketTag TicketTag { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;
}
