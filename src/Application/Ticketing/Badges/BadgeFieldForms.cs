using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The texts and QR codes on a badge.</summary>
internal sealed class BadgeFieldForms : EditableResource<BadgeFieldForm>
{
    public BadgeFieldForms()
    {
        NotListed();
        Computed("badge-field-id", f => f.Id);
        Filter("badge-field-id", f => f.Id, isPrivate: false);
        Attribute(f => f.BadgeId).Required().MaxLength(200);
        Attribute(f => f.CustomField).MaxLength(200);
        Attribute(f => f.FieldIdentifier).MaxLength(200);
        Attribute(f => f.FontColor).MaxLength(50);
        Attribute(f => f.FontName).MaxLength(200);
        Attribute(f => f.FontSize);
        Attribute(f => f.FontWeight).Json().MaxLength(1_000).Must(BadgeFieldsJson.IsList, "Must be a list.");
        Attribute(f => f.IsDeleted);
        Attribute(f => f.IsFieldExpanded);
        Attribute(f => f.MarginBottom);
        Attribute(f => f.MarginLeft);
        Attribute(f => f.MarginRight);
        Attribute(f => f.MarginTop);
        Attribute(f => f.QrCustomField).Json().MaxLength(5_000).Must(BadgeFieldsJson.IsListOfTexts, "Must be a list of texts.");
        Attribute(f => f.SampleText).MaxLength(1_000);
        Attribute(f => f.TextAlignment).MaxLength(50);
        Attribute(f => f.TextRotation);
        Attribute(f => f.TextType).MaxLength(50);
        BelongsTo(f => f.BadgeForm)
            .Required()
            .Fixed()
            .Inverse("badge-field-forms")
            .DecidedByThisEnd("The policy of the fields asks for the team of the form's event.");
        PolicyReads((data, ids, ct) => data.Set<BadgeFieldForm>().Include(f => f.BadgeForm).Where(f => ids.Contains(f.Id)).LoadAsync(ct));
        CreatedBy(draft => new CreateBadgeFieldForm(draft.Row));
    }

    public override Policy<BadgeFieldForm> Policy { get; } = new BadgeFieldFormPolicy();
}
