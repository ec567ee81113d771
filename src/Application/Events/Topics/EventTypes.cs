using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventTypes : EditableResource<EventType>
{
    public EventTypes()
    {
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();

        Attribute(t => t.DeletedAt);
        Before(WriteOperation.Create, UpdateSlug);
        Before(WriteOperation.Update, UpdateSlug);
    }

    public override Policy<EventType> Policy { get; } = new StaffManagedPolicy<EventType>();

    private static Task UpdateSlug(EventType row, Changes<EventType> changes, HookContext context, CancellationToken ct)
    {
        if (changes.ContainsAny(nameof(EventType.Name)))
            row.Slug = Slug.FromName(row.Name);
        return Task.CompletedTask;
    }
}
