using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team and its registrars see and write counts. <see cref="StationStorePax.Station"/> must be loaded for writing.
/// </summary>
public sealed class StationStorePaxPolicy : Policy<StationStorePax>
{
    protected override Expression<Func<StationStorePax, long?>>? EventOf => p => p.Station.EventId;

    protected override Expression<Func<StationStorePax, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var checkInEventIds = actor.CheckInEventIds();
        return p => checkInEventIds.Contains(p.Station.EventId);
    }

    protected override Decision CreateCore(Actor actor, StationStorePax draft) => RegistrarOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, StationStorePax current, Changes<StationStorePax> changes) =>
        RegistrarOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, StationStorePax current) => RegistrarOnly(actor, current);

    private static Decision RegistrarOnly(Actor actor, StationStorePax pax) => actor.RegistrarOnly(pax.Station?.EventId ?? 0);
}
