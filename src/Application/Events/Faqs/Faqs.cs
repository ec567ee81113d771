using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class Faqs : EditableResource<Faq>
{
    public Faqs()
    {
        Attribute(f => f.Question).Required();
        Attribute(f => f.Answer).Required();
        Attribute(f => f.DeletedAt);
        BelongsTo(f => f.Event).Required().Fixed().Inverse("faqs");
        BelongsTo(f => f.FaqType).Inverse("faqs");
        CopiedWithEvent();
    }

    public override Policy<Faq> Policy { get; } = new EventContentPolicy<Faq>();
}
