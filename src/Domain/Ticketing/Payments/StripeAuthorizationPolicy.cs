using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Organizers connect the account; the event team changes and deletes the authorization. Signed-in users see the publishable key, which
/// they need to pay.
/// </summary>
public sealed class StripeAuthorizationPolicy : Policy<StripeAuthorization>
{
    public override bool HidesExistence => false;

    protected override Expression<Func<StripeAuthorization, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return a => a.Event.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var managedEventIds = actor.ManagedEventIds;
        return a => a.Event.DeletedAt == null && (a.Event.State == EventState.Published || managedEventIds.Contains(a.EventId));
    }

    protected override bool CanSeePrivateCore(Actor actor, StripeAuthorization row) => actor.HasCoorganizerAccess(row.EventId);

    protected override Expression<Func<StripeAuthorization, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    protected override Decision CreateCore(Actor actor, StripeAuthorization draft) => actor.OrganizerOnly(draft.EventId);

    protected override Decision UpdateCore(Actor actor, StripeAuthorization current, Changes<StripeAuthorization> changes) =>
        actor.CoorganizerOnly(current.EventId);

    protected override Decision DeleteCore(Actor actor, StripeAuthorization current) => actor.CoorganizerOnly(current.EventId);
}
