using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class Faqs : EditableResource<Faq>
{
    public Faqs()
    {
        SharedWithVisitors();
        TextsInLog();
        Attribute(f => f.Question).Required().MaxLength(2_000);
        Attribute(f => f.Answer).Required().MaxLength(20_000);
        Attribute(f => f.DeletedAt);
        BelongsTo(f => f.Event).Required().Fixed().Inverse("faqs");
        BelongsTo(f => f.FaqType).Inverse("faqs");
        CopiedWithEvent();
    }

    public override Policy<Faq> Policy { get; } = new EventContentPolicy<Faq>();
}
