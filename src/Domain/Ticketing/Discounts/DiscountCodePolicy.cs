using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The event team sees and writes codes for tickets. Only staff see and write codes for the platform's invoices
/// (docs/reference/discount-and-access-codes.md#kinds-of-discount-codes). The code's marketer and buyers who used it also see it. Others
/// find a valid code by its text only.
/// </summary>
public sealed class DiscountCodePolicy : Policy<DiscountCode>
{
    protected override Expression<Func<DiscountCode, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return c => c.Event == null || c.Event.DeletedAt == null;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        if (actor.SuppliedCode is not { Text: { } text, At: var now })
            return userId is null
                ? _ => false
                : c =>
                    c.UsedFor == DiscountCode.ForTicket
                    && c.EventId != null
                    && c.Event!.DeletedAt == null
                    && (managedEventIds.Contains(c.EventId.Value) || c.MarketerId == userId || c.Orders.Any(o => o.UserId == userId));
        var key = CodeText.KeyOf(text);
        return c =>
            c.UsedFor == DiscountCode.ForTicket
            && c.EventId != null
            && c.Event!.DeletedAt == null
            && (
                managedEventIds.Contains(c.EventId.Value)
                || (userId != null && (c.MarketerId == userId || c.Orders.Any(o => o.UserId == userId)))
                || (c.CodeKey == key && CodeRules.IsValid(c, c.Event.EndsAt, now))
            );
    }

    protected override Decision ListCore(Actor actor) =>
        Decision.AllowIf(actor.IsStaff, "Only staff may list all discount codes. List the codes of an event instead.");

    protected override bool CanSeePrivateCore(Actor actor, DiscountCode row) =>
        CodeTeamOnly(actor, row).IsAllowed || actor.IsUser(row.MarketerId);

    protected override Expression<Func<DiscountCode, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (actor.UserId is not { } userId)
            return null;
        var managedEventIds = actor.ManagedEventIds;
        return c =>
            c.MarketerId == userId
            || (c.UsedFor != DiscountCode.ForEvent && c.EventId != null && managedEventIds.Contains(c.EventId.Value));
    }

    protected override Decision CreateCore(Actor actor, DiscountCode draft) => CodeTeamOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, DiscountCode current, Changes<DiscountCode> changes) =>
        CodeTeamOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, DiscountCode current) => CodeTeamOnly(actor, current);

    protected override Decision LinkCore(Actor actor, DiscountCode row, RowLink link) => CodeTeamOnly(actor, row);

    private static Decision CodeTeamOnly(Actor actor, DiscountCode code) =>
        code switch
        {
            _ when actor.IsStaff => Decision.Allow,
            { IsPlatformDiscount: true } => Decision.Deny("Admin access is required for discount codes that are used for events."),
            _ => actor.CoorganizerOnly(code.EventId ?? 0),
        };
}
