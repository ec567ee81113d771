using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Only the event team sees and writes the rows of its events, in every state.</summary>
public sealed class TeamContentPolicy<T> : EventContentPolicy<T>
    where T : EventContent
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return x => x.Event.DeletedAt == null;
        var managedEventIds = actor.ManagedEventIds;
        return x => managedEventIds.Contains(x.EventId) && x.Event.DeletedAt == null;
    }
}
