using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The questions of an event's forms. A unique index allows each question once per form. Signed-in users can list them, because they fill
/// in the forms.
/// </summary>
internal sealed class CustomForms : EditableResource<CustomForm>
{
    public CustomForms()
    {
        NotListed();
        NumericIds();
        Attribute(f => f.Description).MaxLength(5_000);
        Attribute(f => f.FieldIdentifier).Required().MaxLength(200);
        Attribute(f => f.Form).Required().OneOf(CustomForm.Forms);
        Attribute(f => f.FormId).MaxLength(200);
        Attribute(f => f.IsAllowEdit);
        Computed("is-complex", f => f.IsComplex);
        Attribute(f => f.IsFixed);
        Attribute(f => f.IsIncluded);
        Attribute(f => f.IsPublic);
        Attribute(f => f.IsRequired);
        Attribute(f => f.MainLanguage);
        Attribute(f => f.Max);
        Attribute(f => f.Min);
        Attribute(f => f.Name);
        Attribute(f => f.Position);
        Attribute(f => f.Translations).Json();
        Attribute(f => f.Type).OneOf(CustomForm.Types);
        BelongsTo(f => f.Event).Required().Fixed().InverseForSignedIn("custom-forms");
        CopiedWithEvent();
        Before(WriteOperation.Create, (row, _, _, _) => RequireBounds(row));
        Before(WriteOperation.Update, (row, changes, _, _) =>
            changes.ContainsAny(nameof(CustomForm.Min), nameof(CustomForm.Max), nameof(CustomForm.Type))
                ? RequireBounds(row)
                : Task.CompletedTask
        );
    }

    private static Task RequireBounds(CustomForm row) =>
        row.Bounds.Min > row.Bounds.Max
            ? throw RejectedException.Invalid("The minimum (min) must not be greater than the maximum (max).", "/data/attributes/min")
            : Task.CompletedTask;

    public override Policy<CustomForm> Policy { get; } = new EventContentPolicy<CustomForm>();
}
