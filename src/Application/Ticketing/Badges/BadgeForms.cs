using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The layouts of badges. Only the event team sees them. <c>badge-fields</c> shows and writes the rows of their fields.</summary>
internal sealed class BadgeForms : EditableResource<BadgeForm>
{
    public BadgeForms()
    {
        NotListed();
        Attribute(f => f.BadgeColor).MaxLength(50);
        Attribute(f => f.BadgeFields)
            .JsonList(BadgeFieldsJson.Members)
            .MaxLength(100_000)
            .Must(BadgeFieldsJson.IsListOfObjects, BadgeFieldsJson.ListMessage);
        Attribute(f => f.BadgeId).MaxLength(200);
        Attribute(f => f.BadgeImageUrl).Url();
        Attribute(f => f.BadgeOrientation).MaxLength(50);
        Attribute(f => f.BadgeSize).MaxLength(50);
        BelongsTo(f => f.Event).Required().Fixed().Inverse("badge-forms", isPrivate: true);
        WithExtra<List<BadgeFieldForm>>(
            _ => f => f.Fields.OrderBy(x => x.Id).ToList(),
            (form, fields) => form.BadgeFields = BadgeFieldsJson.Write(fields)
        );
        CreatedBy(draft => new CreateBadgeForm(draft.Row));
        UpdatedBy((row, changes) => new UpdateBadgeForm(row, changes));
    }

    public override Policy<BadgeForm> Policy { get; } = new TeamContentPolicy<BadgeForm>();
}
