using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone sees the rows of a published event. The event team sees and writes the rows of its events in every state.</summary>
public class EventContentPolicy<T> : Policy<T>
    where T : EventContent
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return x => x.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        if (managedEventIds.Length == 0)
            return x => x.Event.State == EventState.Published && x.Event.DeletedAt == null;
        return x => (x.Event.State == EventState.Published || managedEventIds.Contains(x.EventId)) && x.Event.DeletedAt == null;
    }

    protected override bool CanSeePrivateCore(Actor actor, T row) => actor.HasCoorganizerAccess(row.EventId);

    protected override Expression<Func<T, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    protected override Decision CreateCore(Actor actor, T draft) => actor.CoorganizerOnly(draft.EventId);

    protected override Decision UpdateCore(Actor actor, T current, Changes<T> changes) => actor.CoorganizerOnly(current.EventId);

    protected override Decision DeleteCore(Actor actor, T current) => actor.CoorganizerOnly(current.EventId);

    protected override Decision LinkCore(Actor actor, T row, RowLink link) => actor.CoorganizerOnly(row.EventId);
}
