using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The same permissions as for the question itself: anyone sees the rows of a published event, and the event team writes them.
/// <see cref="IFormPart.CustomForm"/> must be loaded.
/// </summary>
public sealed class FormPartPolicy<T> : Policy<T>
    where T : Entity, IFormPart
{
    protected override Expression<Func<T, long?>>? EventOf => p => p.CustomForm.EventId;

    protected override Expression<Func<T, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return p => p.CustomForm.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        return p =>
            p.CustomForm.Event.DeletedAt == null
            && (p.CustomForm.Event.State == EventState.Published || managedEventIds.Contains(p.CustomForm.EventId));
    }

    protected override Decision CreateCore(Actor actor, T draft) => CoorganizerOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, T current, Changes<T> changes) => CoorganizerOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, T current) => CoorganizerOnly(actor, current);

    private static Decision CoorganizerOnly(Actor actor, T part) =>
        part.CustomForm is { } form ? actor.CoorganizerOnly(form.EventId) : Decision.Deny("The question of the row is not known.");
}
