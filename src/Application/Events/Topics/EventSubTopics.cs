using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventSubTopics : EditableResource<EventSubTopic>
{
    public EventSubTopics()
    {
        SharedWithVisitors();
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();
        BelongsTo(t => t.EventTopic).Required().Inverse("event-sub-topics");
        Before(WriteOperation.Create, SlugHook.UpdateAsync);
        Before(WriteOperation.Update, SlugHook.UpdateAsync);
    }

    public override Policy<EventSubTopic> Policy { get; } = new StaffManagedPolicy<EventSubTopic>();
}
