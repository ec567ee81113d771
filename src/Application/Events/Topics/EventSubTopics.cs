using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventSubTopics : EditableResource<EventSubTopic>
{
    public EventSubTopics()
    {
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();
        BelongsTo(t => t.EventTopic).Required().Inverse("event-sub-topics");
        Before(WriteOperation.Create, UpdateSlug);
        Before(WriteOperation.Update, UpdateSlug);
    }

    public override Policy<EventSubTopic> Policy { get; } = new StaffManagedPolicy<EventSubTopic>();

    private static Task UpdateSlug(EventSubTopic row, Changes<EventSubTopic> changes, HookContext context, CancellationToken ct)
    {
        if (changes.ContainsAny(nameof(EventSubTopic.Name)))
            row.Slug = Slug.FromName(row.Name);
        return Task.CompletedTask;
    }
}
