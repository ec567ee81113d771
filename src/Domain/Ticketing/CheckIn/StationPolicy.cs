using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team and its registrars see stations; the event team sets them up.</summary>
public sealed class StationPolicy : Policy<Station>
{
    protected override Expression<Func<Station, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var checkInEventIds = actor.CheckInEventIds();
        return s => checkInEventIds.Contains(s.EventId);
    }

    protected override Decision CreateCore(Actor actor, Station draft) => actor.CoorganizerOnly(draft.EventId);

    protected override Decision UpdateCore(Actor actor, Station current, Changes<Station> changes) =>
        actor.CoorganizerOnly(current.EventId);

    protected override Decision DeleteCore(Actor actor, Station current) => actor.CoorganizerOnly(current.EventId);
}
