using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventSubTopics : EditableResource<EventSubTopic>
{
    public EventSubTopics()
    {
        Attribute(t => t.Name).Required().Cleaned(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();
        BelongsTo(t => t.EventTopic).Required().Inverse("event-sub-topics");
        Before(Verb.Create, Slugged);
        Before(Verb.Update, Slugged);
    }

    public override Policy<EventSubTopic> Policy { get; } = new StaffContentPolicy<EventSubTopic>();

    private static Task Slugged(EventSubTopic row, Changes<EventSubTopic> changes, HookContext context, CancellationToken ct)
    {
        if (changes.Touches(nameof(EventSubTopic.Name)))
            row.Slug = Slug.Of(row.Name);
        return Task.CompletedTask;
    }
}
