using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Who may see and change orders (docs/reference/orders.md#permissions-on-orders).</summary>
public sealed class OrderPolicy : Policy<Order>
{
    /// <summary>The fields that a buyer may change while the order is <see cref="OrderStatus.Initializing"/>.</summary>
    private static readonly string[] BuyerFields =
    [
        nameof(Order.Country),
        nameof(Order.Address),
        nameof(Order.City),
        nameof(Order.State),
        nameof(Order.Zipcode),
        nameof(Order.Company),
        nameof(Order.TaxBusinessInfo),
        nameof(Order.OrderNotes),
        nameof(Order.PaymentMode),
        nameof(Order.IsBillingEnabled),
    ];

    public override bool HidesExistence => false;

    protected override Expression<Func<Order, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var verifiedEmail = actor.VerifiedEmail;
        var managedEventIds = actor.ManagedEventIds;
        return o =>
            o.UserId == userId
            || managedEventIds.Contains(o.EventId)
            || (verifiedEmail != null && o.Attendees.Any(a => a.Email == verifiedEmail && a.DeletedAt == null));
    }

    protected override Decision ListCore(Actor actor) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to list your orders.");

    /// <summary>Attendees see the order of their ticket, but not its buyer.</summary>
    protected override bool CanSeePrivateCore(Actor actor, Order row) =>
        actor.HasCoorganizerAccess(row.EventId) || actor.IsUser(row.UserId);

    protected override Expression<Func<Order, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (actor.UserId is not { } userId)
            return null;
        var managedEventIds = actor.ManagedEventIds;
        return o => o.UserId == userId || managedEventIds.Contains(o.EventId);
    }

    protected override Decision CreateCore(Actor actor, Order draft) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to place an order.");

    protected override Decision UpdateCore(Actor actor, Order current, Changes<Order> changes)
    {
        if (changes.IsEmpty && (actor.HasCoorganizerAccess(current.EventId) || actor.IsUser(current.UserId)))
            return Decision.Allow;
        if (!actor.HasCoorganizerAccess(current.EventId) && !actor.IsUser(current.UserId))
            return Decision.Deny("Only the buyer and the event team may change an order.");
        foreach (var change in changes.Items)
        {
            var decision =
                change.Member == nameof(Order.Status) && changes.TryGet<OrderStatus>(nameof(Order.Status), out var to)
                    ? CheckStatusChange(actor, current, to)
                    : CheckFieldChange(actor, current, change);
            if (!decision.IsAllowed)
                return decision;
        }

        return Decision.Allow;
    }

    protected override Decision DeleteCore(Actor actor, Order current) =>
        Decision.AllowIf(actor.IsStaff, "Only staff may delete orders. Cancel the order to release its seats.");

    /// <summary>Only the buyer may pay, because the payment uses the buyer's money.</summary>
    public static Decision Charge(Actor actor, Order order) =>
        Decision.AllowIf(actor.IsUser(order.UserId), "Only the buyer may pay for an order.");

    private static Decision CheckFieldChange(Actor actor, Order order, Change<Order> change) =>
        order switch
        {
            _ when actor.IsStaff => Decision.Allow,
            { Status: OrderStatus.Initializing } when actor.IsUser(order.UserId) => Decision.AllowIf(
                BuyerFields.Contains(change.Member),
                $"The buyer cannot change {change.Name}.",
                change.Name
            ),
            _ when actor.IsUser(order.UserId) => Decision.Deny("The order has been submitted and can no longer be changed.", change.Name),
            _ => Decision.Deny("You may change only the status of other users' orders.", change.Name),
        };

    private static Decision CheckStatusChange(Actor actor, Order order, OrderStatus to)
    {
        if (!OrderTransitions.IsAllowed(order.Status, to))
            return Deny($"{WithArticle(order.Status)} order cannot become {WireName(to)}.");
        if (actor.IsStaff)
            return Decision.Allow;
        if (actor.HasCoorganizerAccess(order.EventId))
        {
            return order.Status == OrderStatus.Initializing && to == OrderStatus.Completed && order.Total > 0
                ? Deny("An unpaid order cannot be completed. Set it to placed first.")
                : Decision.Allow;
        }

        return (order.Status, to) switch
        {
            (_, OrderStatus.Cancelled) => order.IsPaid ? Deny("Only the event team may cancel a paid order.") : Decision.Allow,
            (OrderStatus.Initializing, OrderStatus.Pending or OrderStatus.Placed) => Decision.Allow,
            (OrderStatus.Initializing, OrderStatus.Completed) => order.Total > 0
                ? Deny("The order must be paid before it is completed.")
                : Decision.Allow,
            _ => Deny("The order has been submitted. You can no longer change its status."),
        };

        static Decision Deny(string reason) => Decision.Deny(reason, "status");
    }

    private static string WireName(OrderStatus status) => status.ToString().ToLowerInvariant();

    private static string WithArticle(OrderStatus status) =>
        (status is OrderStatus.Initializing or OrderStatus.Expired ? "An " : "A ") + WireName(status);
}
