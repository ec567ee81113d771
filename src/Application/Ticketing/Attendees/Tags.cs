using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The marks of attendees. Only the event team sees them.</summary>
internal sealed class Tags : EditableResource<Tag>
{
    public Tags()
    {
        NotListed();
        Attribute(t => t.Color).MaxLength(50);
        Attribute(t => t.DeletedAt);
        Attribute(t => t.IsReadOnly);
        Attribute(t => t.Name).Required().MaxLength(200);
        BelongsTo(t => t.Event).Required().WithAllMethods().Fixed().Inverse("tags", isPrivate: true);
    }

    public override Policy<Tag> Policy { get; } = new TeamContentPolicy<Tag>();
}
