using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone sees the rows of a published event. The event team sees and writes the rows of its events in every state.</summary>
public class EventContentPolicy<T> : Policy<T>
    where T : EventContent
{
    public override Expression<Func<T, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return x => x.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        if (managedEventIds.Length == 0)
            return x => x.Event.State == EventState.Published && x.Event.DeletedAt == null;
        return x => (x.Event.State == EventState.Published || managedEventIds.Contains(x.EventId)) && x.Event.DeletedAt == null;
    }

    public override bool CanSeePrivate(Actor actor, T row) => actor.HasCoorganizerAccess(row.EventId);

    public override Expression<Func<T, bool>>? PrivateTo(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    public override Decision Create(Actor actor, T draft) => actor.CoorganizerOnly(draft.EventId);

    public override Decision Update(Actor actor, T current, Changes<T> changes) => actor.CoorganizerOnly(current.EventId);

    public override Decision Delete(Actor actor, T current) => actor.CoorganizerOnly(current.EventId);

    public override Decision Link(Actor actor, T row, RowLink link) => actor.CoorganizerOnly(row.EventId);
}
