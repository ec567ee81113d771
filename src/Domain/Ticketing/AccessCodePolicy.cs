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
        var (me, run) = (actor.UserId, actor.EventsRun);
        if (actor.NamedCode is not { Text: { } text, At: var now })
            return me is null
                ? _ => false
                : c => c.Event.DeletedAt == null && (run.Contains(c.EventId) || c.MarketerId == me || c.Orders.Any(o => o.UserId == me));
        return c =>
            c.Event.DeletedAt == null
            && (
                run.Contains(c.EventId)
                || (me != null && (c.MarketerId == me || c.Orders.Any(o => o.UserId == me)))
                || (c.Code == text && CodeRules.IsGood(c, c.Event.EndsAt, now))
            );
    }
}
