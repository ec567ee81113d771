using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The copyright of an event. A unique index allows one per event.</summary>
internal sealed class EventCopyrights : EditableResource<EventCopyright>
{
    public EventCopyrights()
    {
        SharedWithVisitors();
        NotListed();
        Attribute(c => c.Holder);
        Attribute(c => c.HolderUrl).Url();
        Attribute(c => c.Licence).Required().MaxLength(500);
        Attribute(c => c.LicenceUrl).Url();
        Attribute(c => c.LogoUrl).Url().Media();
        Attribute(c => c.Year).Must(y => y is null or >= 1900, "Must be at least 1900.");
        Attribute(c => c.DeletedAt);
        BelongsTo(c => c.Event).Required().Fixed().InverseOne("event-copyright");
        CopiedWithEvent();
    }

    public override Policy<EventCopyright> Policy { get; } = new EventContentPolicy<EventCopyright>();
}
