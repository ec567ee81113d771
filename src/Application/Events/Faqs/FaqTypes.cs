using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>A name is unique in its event, trimmed and without case: an index says so. Deleting one leaves its FAQs, untyped: the key's ON DELETE says so.</summary>
internal sealed class FaqTypes : EditableResource<FaqType>
{
    public FaqTypes()
    {
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("faq-types");
        CopiedWithEvent();
    }

    public override Policy<FaqType> Policy { get; } = new EventContentPolicy<FaqType>();
}
