using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team and staff see refunds, start them again and record what they paid back by other means. A buyer sees the refunds of their
/// orders, without the private fields.
/// </summary>
public sealed class RefundPolicy : Policy<Refund>
{
    public override Expression<Func<Refund, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        return r => managedEventIds.Contains(r.EventId) || (r.Payment.Order != null && r.Payment.Order.UserId == userId);
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to list refunds.");

    public override bool CanSeePrivate(Actor actor, Refund row) => actor.HasCoorganizerAccess(row.EventId);

    public override Expression<Func<Refund, bool>>? PrivateTo(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }

    public override Decision Create(Actor actor, Refund draft) => actor.CoorganizerOnly(draft.EventId);

    public override Decision Update(Actor actor, Refund current, Changes<Refund> changes) => actor.CoorganizerOnly(current.EventId);
}
