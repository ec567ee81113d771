using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The choices of a question.</summary>
internal sealed class CustomFormOptions : EditableResource<CustomFormOption>
{
    public CustomFormOptions()
    {
        NotListed();
        Attribute(o => o.DeletedAt);
        Attribute(o => o.Value).Required().MaxLength(1000);
        BelongsTo(o => o.CustomForm).Required().WithAllMethods().Fixed().Inverse("custom-form-options");
        CopiedWithEvent();
        CreatedBy(draft => new CreateCustomFormOption(draft.Row));
    }

    public override Policy<CustomFormOption> Policy { get; } = new FormPartPolicy<CustomFormOption>();
}
