using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Only the event team sees and writes the fields of its badge forms. <see cref="BadgeFieldForm.BadgeForm"/> must be loaded for writing.
/// </summary>
public sealed class BadgeFieldFormPolicy : Policy<BadgeFieldForm>
{
    public override Expression<Func<BadgeFieldForm, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return f => f.BadgeForm.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        return f => managedEventIds.Contains(f.BadgeForm.EventId) && f.BadgeForm.Event.DeletedAt == null;
    }

    public override Decision Create(Actor actor, BadgeFieldForm draft) => CoorganizerOnly(actor, draft);

    public override Decision Update(Actor actor, BadgeFieldForm current, Changes<BadgeFieldForm> changes) =>
        CoorganizerOnly(actor, current);

    public override Decision Delete(Actor actor, BadgeFieldForm current) => CoorganizerOnly(actor, current);

    private static Decision CoorganizerOnly(Actor actor, BadgeFieldForm field) =>
        Decision.AllowIf(
            field.BadgeForm is { } form && actor.HasCoorganizerAccess(form.EventId),
            reason: "Co-organizer access is required."
        );
}
