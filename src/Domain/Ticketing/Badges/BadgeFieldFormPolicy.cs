using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Only the event team sees and writes the fields of its badge forms. <see cref="BadgeFieldForm.BadgeForm"/> must be loaded for writing.
/// </summary>
public sealed class BadgeFieldFormPolicy : Policy<BadgeFieldForm>
{
    protected override Expression<Func<BadgeFieldForm, long?>>? EventOf => f => f.BadgeForm.EventId;

    protected override Expression<Func<BadgeFieldForm, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return f => f.BadgeForm.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        return f => managedEventIds.Contains(f.BadgeForm.EventId) && f.BadgeForm.Event.DeletedAt == null;
    }

    protected override Decision CreateCore(Actor actor, BadgeFieldForm draft) => CoorganizerOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, BadgeFieldForm current, Changes<BadgeFieldForm> changes) =>
        CoorganizerOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, BadgeFieldForm current) => CoorganizerOnly(actor, current);

    private static Decision CoorganizerOnly(Actor actor, BadgeFieldForm field) =>
        Decision.AllowIf(
            field.BadgeForm is { } form && actor.HasCoorganizerAccess(form.EventId),
            reason: "Co-organizer access is required."
        );
}
