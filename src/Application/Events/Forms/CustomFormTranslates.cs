using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The names of a question in other languages.</summary>
internal sealed class CustomFormTranslates : EditableResource<CustomFormTranslate>
{
    public CustomFormTranslates()
    {
        NotListed();
        Attribute(t => t.FormId).Required().MaxLength(200);
        Attribute(t => t.LanguageCode).Required().MaxLength(35);
        Attribute(t => t.Name).Required().MaxLength(1000);
        BelongsTo(t => t.CustomForm).Required().Fixed().Inverse("custom-form-translates");
        CopiedWithEvent();
        CreatedBy(draft => new CreateCustomFormTranslate(draft.Row));
    }

    public override Policy<CustomFormTranslate> Policy { get; } = new FormPartPolicy<CustomFormTranslate>();
}
