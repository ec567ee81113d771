using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventTopics : EditableResource<EventTopic>
{
    public EventTopics()
    {
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();
        Attribute(t => t.SystemImageUrl).Url();
        Attribute(t => t.DeletedAt);
        Before(WriteOperation.Create, UpdateSlug);
        Before(WriteOperation.Update, UpdateSlug);
    }

    public override Policy<EventTopic> Policy { get; } = new StaffManagedPolicy<EventTopic>();

    private static Task UpdateSlug(EventTopic row, Changes<EventTopic> changes, HookContext context, CancellationToken ct)
    {
        if (changes.ContainsAny(nameof(EventTopic.Name)))
            row.Slug = Slug.FromName(row.Name);
        return Task.CompletedTask;
    }
}
