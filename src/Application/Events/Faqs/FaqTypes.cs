using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// A type of FAQs. A unique index allows each name once per event, trimmed and without case. Deleting a type keeps its FAQs without a type
/// (ON DELETE SET NULL of the foreign key).
/// </summary>
internal sealed class FaqTypes : EditableResource<FaqType>
{
    public FaqTypes()
    {
        SharedWithVisitors();
        TextsInLog();
        Attribute(t => t.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("faq-types");
        CopiedWithEvent();
    }

    public override Policy<FaqType> Policy { get; } = new EventContentPolicy<FaqType>();
}
