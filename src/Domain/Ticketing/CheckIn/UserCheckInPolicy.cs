using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team and its registrars record check-ins; the event team deletes them to undo a mistake.</summary>
public sealed class UserCheckInPolicy : Policy<UserCheckIn>
{
    public override Expression<Func<UserCheckIn, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var checkInEventIds = actor.CheckInEventIds();
        return c => checkInEventIds.Contains(c.EventId);
    }

    public override Decision Create(Actor actor, UserCheckIn draft) => actor.RegistrarOnly(draft.EventId);

    public override Decision Delete(Actor actor, UserCheckIn current) => actor.CoorganizerOnly(current.EventId);
}
