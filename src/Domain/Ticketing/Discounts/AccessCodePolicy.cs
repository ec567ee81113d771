using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event team's, and seen by the marketer who hands it out and by whoever has an order by it; strangers find a code by its exact text only.</summary>
public sealed class AccessCodePolicy : EventContentPolicy<AccessCode>
{
    public override Expression<Func<AccessCode, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return c => c.Event.DeletedAt == null;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        if (actor.SuppliedCode is not { Text: { } text, At: var now })
            return userId is null
                ? _ => false
                : c =>
                    c.Event.DeletedAt == null
                    && (managedEventIds.Contains(c.EventId) || c.MarketerId == userId || c.Orders.Any(o => o.UserId == userId));
        return c =>
            c.Event.DeletedAt == null
            && (
                managedEventIds.Contains(c.EventId)
                || (userId != null && (c.MarketerId == userId || c.Orders.Any(o => o.UserId == userId)))
                || (c.Code == text && CodeRules.IsValid(c, c.Event.EndsAt, now))
            );
    }
}
