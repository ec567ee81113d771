using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Codes for tickets are the event team's; those for the platform's invoices are staff's, who alone see them (<c>spec/mission.md</c> S4). A buyer sees
/// the code of an order of his, which names it; strangers find one by its exact text only, which is a query of its own.
/// </summary>
public sealed class DiscountCodePolicy : Policy<DiscountCode>
{
    public override Expression<Func<DiscountCode, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return c => c.Event == null || c.Event.DeletedAt == null;
        var (me, run) = (actor.UserId, actor.EventsRun);
        if (actor.NamedCode is not { Text: { } text, At: var now })
            return me is null
                ? _ => false
                : c =>
                    c.UsedFor == DiscountCode.ForTicket
                    && c.EventId != null
                    && c.Event!.DeletedAt == null
                    && (run.Contains(c.EventId.Value) || c.MarketerId == me || c.Orders.Any(o => o.UserId == me));
        return c =>
            c.UsedFor == DiscountCode.ForTicket
            && c.EventId != null
            && c.Event!.DeletedAt == null
            && (
                run.Contains(c.EventId.Value)
                || (me != null && (c.MarketerId == me || c.Orders.Any(o => o.UserId == me)))
                || (c.Code == text && CodeRules.IsGood(c, c.Event.EndsAt, now))
            );
    }

    public override Decision List(Actor actor) => Decision.When(actor.IsStaff, "The list of all codes is for staff: ask for an event's.");

    public override bool SeesPrivate(Actor actor, DiscountCode row) => Runs(actor, row).Allowed || actor.Is(row.MarketerId);

    public override Decision Create(Actor actor, DiscountCode draft) => Runs(actor, draft);

    public override Decision Update(Actor actor, DiscountCode current, Changes<DiscountCode> changes) => Runs(actor, current);

    public override Decision Delete(Actor actor, DiscountCode current) => Runs(actor, current);

    private static Decision Runs(Actor actor, DiscountCode code) =>
        code switch
        {
            _ when actor.IsStaff => Decision.Allow,
            { IsPlatforms: true } => Decision.Deny("Discounts for events are the platform's: admin access is required."),
            _ => Decision.When(code.EventId is { } id && actor.Runs(id), "Co-organizer access is required."),
        };
}
