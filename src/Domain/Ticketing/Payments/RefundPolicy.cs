using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team and staff see refunds, start them again and record what they paid back by other means. A buyer sees the refunds of their
/// orders, without the private fields.
/// </summary>
public sealed class RefundPolicy : Policy<Refund>
{
    protected override Expression<Func<Refund, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        return r => managedEventIds.Contains(r.EventId) || (r.Payment.Order != null && r.Payment.Order.UserId == userId);
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to list refunds.");

    protected override bool CanSeePrivateCore(Actor actor, Refund row) => actor.HasCoorganizerAccess(row.EventId);

    protected override Expression<Func<Refund, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    protected override Decision CreateCore(Actor actor, Refund draft) => actor.CoorganizerOnly(draft.EventId);

    protected override Decision UpdateCore(Actor actor, Refund current, Changes<Refund> changes) => actor.CoorganizerOnly(current.EventId);
}
