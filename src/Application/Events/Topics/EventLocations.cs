using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Places by which visitors browse events. The events of a place are those that have its name as their searchable place.</summary>
internal sealed class EventLocations : EditableResource<EventLocation>
{
    public EventLocations()
    {
        TextsInLog();
        Attribute(l => l.Name).Required().Normalized(name => name.Trim()).MaxLength(200);
        Attribute(l => l.Slug).ReadOnly();
#pragma warning disable CA1304, CA1311 // Both become lower() in SQL.
        Through<Event>("events", data =>
            data.Set<EventLocation>()
                .Join(
                    data.Set<Event>(),
                    l => l.Name.ToLower(),
                    e => e.SearchableLocationName!.ToLower(),
                    (l, e) => new Link { From = l.Id, To = e.Id }
                )
        );
#pragma warning restore CA1304, CA1311
        Before(WriteOperation.Create, SlugHook.UpdateAsync);
        Before(WriteOperation.Update, SlugHook.UpdateAsync);
    }

    public override Policy<EventLocation> Policy { get; } = new StaffManagedPolicy<EventLocation>();
}
