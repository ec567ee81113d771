using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The resource of tickets, which an event sells (docs/reference/tickets.md). Tickets are listed under their event only.</summary>
internal sealed class Tickets : Resource<Ticket>
{
    public Tickets()
    {
        SharedWithVisitors();
        TextsInLog();
        NotListed();
        Attribute(t => t.AutoCheckinEnabled);
        Attribute(t => t.BadgeId);
        Attribute(t => t.DeletedAt);
        Attribute(t => t.Description).MaxLength(5_000);
        Attribute(t => t.FormId);
        Attribute(t => t.IsCheckinRestricted);
        Attribute(t => t.IsDescriptionVisible);
        Attribute(t => t.IsFeeAbsorbed);
        Attribute(t => t.IsHidden);
        Attribute(t => t.MaxOrder);
        Attribute(t => t.MaxPrice);
        Attribute(t => t.MinOrder);
        Attribute(t => t.MinPrice);
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Position);
        Attribute(t => t.Price);
        Attribute(t => t.Quantity);
        Attribute(t => t.SalesEndsAt).Required();
        Attribute(t => t.SalesStartsAt).Required();
        Attribute(t => t.Type).Required().MaxLength(100);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("tickets");
        // The rules that a ticket shares with its event and its codes are asked of rows that no other request changes.
        LockedAfter<Event>(t => t.EventId);
        CopiedWithEvent(copy => new TicketSeats { Ticket = copy, Quantity = copy.Quantity });

        CreatedBy(draft => new CreateTicket(draft.Row));
        UpdatedBy((row, changes) => new UpdateTicket(row, changes));
        DeletedBy(row => new DeleteTicket(row));
    }

    public override Policy<Ticket> Policy { get; } = new TicketPolicy();

    public override Ticket NewRow() => new();

    private protected override Ticket Prototype() => new();
}
