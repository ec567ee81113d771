using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The door sees stations, the event's team sets them up.</summary>
public sealed class StationPolicy : Policy<Station>
{
    public override Expression<Func<Station, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var door = actor.Door();
        return s => door.Contains(s.EventId);
    }

    public override Decision Create(Actor actor, Station draft) => Runs(actor, draft);

    public override Decision Update(Actor actor, Station current, Changes<Station> changes) => Runs(actor, current);

    public override Decision Delete(Actor actor, Station current) => Runs(actor, current);

    private static Decision Runs(Actor actor, Station station) =>
        Decision.When(actor.Runs(station.EventId), "Co-organizer access is required.");
}
