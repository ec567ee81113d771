using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>The event team sees the statistics of its events.</summary>
public sealed class EventStatisticsGeneralPolicy : Policy<EventStatisticsGeneral>
{
    protected override Expression<Func<EventStatisticsGeneral, long?>>? EventOf => s => s.Id;

    protected override Expression<Func<EventStatisticsGeneral, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return s => managedEventIds.Contains(s.Id);
    }
}
