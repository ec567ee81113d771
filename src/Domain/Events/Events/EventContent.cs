using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A row that belongs to one event, which never changes.</summary>
public abstract class EventContent : Entity, IEventContent
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;
}
