using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventTopics : EditableResource<EventTopic>
{
    public EventTopics()
    {
        Attribute(t => t.Name).Required().Cleaned(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();
        Attribute(t => t.SystemImageUrl).Url();
        Attribute(t => t.DeletedAt);
        Before(Verb.Create, Slugged);
        Before(Verb.Update, Slugged);
    }

    public override Policy<EventTopic> Policy { get; } = new StaffContentPolicy<EventTopic>();

    private static Task Slugged(EventTopic row, Changes<EventTopic> changes, HookContext context, CancellationToken ct)
    {
        if (changes.Touches(nameof(EventTopic.Name)))
            row.Slug = Slug.Of(row.Name);
        return Task.CompletedTask;
    }
}
