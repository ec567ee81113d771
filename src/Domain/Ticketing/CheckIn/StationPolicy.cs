using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team and its registrars see stations; the event team sets them up.</summary>
public sealed class StationPolicy : Policy<Station>
{
    public override Expression<Func<Station, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var checkInEventIds = actor.CheckInEventIds();
        return s => checkInEventIds.Contains(s.EventId);
    }

    public override Decision Create(Actor actor, Station draft) => actor.CoorganizerOnly(draft.EventId);

    public override Decision Update(Actor actor, Station current, Changes<Station> changes) => actor.CoorganizerOnly(current.EventId);

    public override Decision Delete(Actor actor, Station current) => actor.CoorganizerOnly(current.EventId);
}
