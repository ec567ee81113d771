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

    public override Expression<Func<StripeAuthorization, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return a => a.Event.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var managedEventIds = actor.ManagedEventIds;
        return a => a.Event.DeletedAt == null && (a.Event.State == EventState.Published || managedEventIds.Contains(a.EventId));
    }

    public override bool CanSeePrivate(Actor actor, StripeAuthorization row) => actor.HasCoorganizerAccess(row.EventId);

    public override Expression<Func<StripeAuthorization, bool>>? PrivateTo(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    public override Decision Create(Actor actor, StripeAuthorization draft) => actor.OrganizerOnly(draft.EventId);

    public override Decision Update(Actor actor, StripeAuthorization current, Changes<StripeAuthorization> changes) =>
        actor.CoorganizerOnly(current.EventId);

    public override Decision Delete(Actor actor, StripeAuthorization current) => actor.CoorganizerOnly(current.EventId);
}
