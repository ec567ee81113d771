using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team and staff see payments; a buyer sees those of their orders, without the private fields. Only the server writes payments.
/// </summary>
public sealed class PaymentPolicy : Policy<Payment>
{
    protected override Expression<Func<Payment, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        return p => managedEventIds.Contains(p.EventId) || (p.Order != null && p.Order.UserId == userId);
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to list payments.");

    protected override bool CanSeePrivateCore(Actor actor, Payment row) => actor.HasCoorganizerAccess(row.EventId);

    protected override Expression<Func<Payment, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }
}
