using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventTypes : EditableResource<EventType>
{
    public EventTypes()
    {
        SharedWithVisitors();
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();

        Attribute(t => t.DeletedAt);
        Before(WriteOperation.Create, SlugHook.UpdateAsync);
        Before(WriteOperation.Update, SlugHook.UpdateAsync);
    }

    public override Policy<EventType> Policy { get; } = new StaffManagedPolicy<EventType>();
}
