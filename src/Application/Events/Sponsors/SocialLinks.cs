using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class SocialLinks : EditableResource<SocialLink>
{
    public SocialLinks()
    {
        SharedWithVisitors();
        NotListed();
        Attribute(l => l.Name).Required().MaxLength(500);
        Attribute(l => l.Link).Required().Url();
        Attribute(l => l.Identifier);
        Attribute(l => l.DeletedAt);
        BelongsTo(l => l.Event).Required().Fixed().Inverse("social-links");
        CopiedWithEvent();
    }

    public override Policy<SocialLink> Policy { get; } = new EventContentPolicy<SocialLink>();
}
