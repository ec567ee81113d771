using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The door lets people in; the event's team takes a mistake back.</summary>
public sealed class UserCheckInPolicy : Policy<UserCheckIn>
{
    public override Expression<Func<UserCheckIn, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var door = actor.Door();
        return c => door.Contains(c.EventId);
    }

    public override Decision Create(Actor actor, UserCheckIn draft) => Registers(actor, draft.EventId);

    public override Decision Delete(Actor actor, UserCheckIn current) =>
        Decision.When(actor.Runs(current.EventId), "Co-organizer access is required.");

    public static Decision Registers(Actor actor, long eventId) => Decision.When(actor.Registers(eventId), "Registrar access is required.");
}
