using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class EventTypes : EditableResource<EventType>
{
    public EventTypes()
    {
        Attribute(t => t.Name).Required().Cleaned(name => name.Trim()).MaxLength(500);
        Attribute(t => t.Slug).ReadOnly();

        Attribute(t => t.DeletedAt);
        Before(Verb.Create, Slugged);
        Before(Verb.Update, Slugged);
    }

    public override Policy<EventType> Policy { get; } = new StaffContentPolicy<EventType>();

    private static Task Slugged(EventType row, Changes<EventType> changes, HookContext context, CancellationToken ct)
    {
        if (changes.Touches(nameof(EventType.Name)))
            row.Slug = Slug.Of(row.Name);
        return Task.CompletedTask;
    }
}
