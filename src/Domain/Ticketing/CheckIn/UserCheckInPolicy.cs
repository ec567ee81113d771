using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team and its registrars record check-ins; the event team deletes them to undo a mistake.</summary>
public sealed class UserCheckInPolicy : Policy<UserCheckIn>
{
    protected override Expression<Func<UserCheckIn, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var checkInEventIds = actor.CheckInEventIds();
        return c => checkInEventIds.Contains(c.EventId);
    }

    protected override Decision CreateCore(Actor actor, UserCheckIn draft) => actor.RegistrarOnly(draft.EventId);

    protected override Decision DeleteCore(Actor actor, UserCheckIn current) => actor.CoorganizerOnly(current.EventId);
}
