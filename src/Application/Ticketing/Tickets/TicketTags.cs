using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The resource of ticket tags. A unique index enforces that a name is unique in its event.</summary>
internal sealed class TicketTags : EditableResource<TicketTag>
{
    public TicketTags()
    {
        SharedWithVisitors();
        TextsInLog();
        NotListed();
        Attribute(t => t.DeletedAt);
        Attribute(t => t.Name).Normalized(name => name?.Trim()).MaxLength(500);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("ticket-tags");
        ManyToMany<Ticket, TaggedTicket>("tickets", t => t.TicketTagId, t => t.TicketId)
            .Inverse("ticket-tags")
            .Must(LinkRules.RequireSameEventAsync<TicketTag, Ticket>);
        CopiedWithEvent();
    }

    public override Policy<TicketTag> Policy { get; } = new EventContentPolicy<TicketTag>();
}
