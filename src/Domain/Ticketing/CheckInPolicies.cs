using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The door sees stations, the event's team sets them up.</summary>
public sealed class StationPolicy : Policy<Station>
{
    public override Expression<Func<Station, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff) return _ => true;
        var door = actor.Door();
        return s => door.Contains(s.EventId);
    }

    public override Decision Create(Actor actor, Station draft) => Runs(actor, draft);

    public override Decision Update(Actor actor, Station current, Changes<Station> changes) => Runs(actor, current);

    public override Decision Delete(Actor actor, Station current) => Runs(actor, current);

    private static Decision Runs(Actor actor, Station station) => Decision.When(actor.Runs(station.EventId), "Co-organizer access is required.");
}

/// <summary>Who stands at the door counts. <see cref="StationStorePax.Station"/> must be loaded for writing.</summary>
public sealed class StationStorePaxPolicy : Policy<StationStorePax>
{
    public override Expression<Func<StationStorePax, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff) return _ => true;
        var door = actor.Door();
        return p => door.Contains(p.Station.EventId);
    }

    public override Decision Create(Actor actor, StationStorePax draft) => Registers(actor, draft);

    public override Decision Update(Actor actor, StationStorePax current, Changes<StationStorePax> changes) => Registers(actor, current);

    public override Decision Delete(Actor actor, StationStorePax current) => Registers(actor, current);

    private static Decision Registers(Actor actor, StationStorePax pax) => UserCheckInPolicy.Registers(actor, pax.Station?.EventId ?? 0);
}

/// <summary>The door lets people in; the event's team takes a mistake back.</summary>
public sealed class UserCheckInPolicy : Policy<UserCheckIn>
{
    public override Expression<Func<UserCheckIn, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff) return _ => true;
        var door = actor.Door();
        return c => door.Contains(c.EventId);
    }

    public override Decision Create(Actor actor, UserCheckIn draft) => Registers(actor, draft.EventId);

    public override Decision Delete(Actor actor, UserCheckIn current) => Decision.When(actor.Runs(current.EventId), "Co-organizer access is required.");

    public static Decision Registers(Actor actor, long eventId) => Decision.When(actor.Registers(eventId), "Registrar access is required.");
}

internal static class Doors
{
    /// <summary>The events at whose door the actor stands: for SQL.</summary>
    public static long[] Door(this Actor actor) => [.. actor.Roles.Select(r => r.EventId).Distinct().Where(actor.Registers)];
}
