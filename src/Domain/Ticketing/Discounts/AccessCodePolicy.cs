using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team sees and writes access codes. The code's marketer and buyers who used it also see it. Others find a valid code by its
/// exact text only.
/// </summary>
public sealed class AccessCodePolicy : EventContentPolicy<AccessCode>
{
    protected override Expression<Func<AccessCode, bool>> VisibleCore(Actor actor)
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
