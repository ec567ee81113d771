using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team sees the statistics of its events.</summary>
public sealed class OrderStatisticsPolicy<T> : Policy<T>
    where T : OrderStatistics
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return s => managedEventIds.Contains(s.EventId);
    }
}
