using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Who may touch an order, row by row as <c>spec/mission.md</c> S2 has it.</summary>
public sealed class OrderPolicy : Policy<Order>
{
    /// <summary>What a buyer fills in while the order is a checkout in progress.</summary>
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

    public override Expression<Func<Order, bool>> Visible(Actor actor)
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

    public override Decision List(Actor actor) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Orders are for those who have some.");

    /// <summary>An attendee sees the order that holds his ticket, but not who bought it.</summary>
    public override bool CanSeePrivate(Actor actor, Order row) => actor.HasCoorganizerAccess(row.EventId) || actor.IsUser(row.UserId);

    public override Decision Create(Actor actor, Order draft) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to place an order.");

    public override Decision Update(Actor actor, Order current, Changes<Order> changes)
    {
        if (changes.IsEmpty && (actor.HasCoorganizerAccess(current.EventId) || actor.IsUser(current.UserId)))
            return Decision.Allow;
        if (!actor.HasCoorganizerAccess(current.EventId) && !actor.IsUser(current.UserId))
            return Decision.Deny("Only the buyer and the event's team change an order.");
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

    public override Decision Delete(Actor actor, Order current) =>
        Decision.AllowIf(actor.IsStaff, "Only staff delete orders. To give its seats back, cancel it.");

    /// <summary>Paying is the buyer's alone: nobody else can say with whose money.</summary>
    public static Decision Charge(Actor actor, Order order) =>
        Decision.AllowIf(actor.IsUser(order.UserId), "Only the buyer pays for an order.");

    private static Decision CheckFieldChange(Actor actor, Order order, Change<Order> change) =>
        order switch
        {
            _ when actor.IsStaff => Decision.Allow,
            { Status: OrderStatus.Initializing } when actor.IsUser(order.UserId) => Decision.AllowIf(
                BuyerFields.Contains(change.Member),
                $"The buyer does not set {change.Name}.",
                change.Name
            ),
            _ when actor.IsUser(order.UserId) => Decision.Deny("The order has been submitted: it stays as it is.", change.Name),
            _ => Decision.Deny("You may change the status of others' orders, and nothing else.", change.Name),
        };

    private static Decision CheckStatusChange(Actor actor, Order order, OrderStatus to)
    {
        if (!OrderTransitions.IsAllowed(order.Status, to))
            return Deny($"{WithArticle(order.Status)} order does not become {WireName(to)}.");
        if (actor.IsStaff)
            return Decision.Allow;
        if (actor.HasCoorganizerAccess(order.EventId))
        {
            return order.Status == OrderStatus.Initializing && to == OrderStatus.Completed && order.Total > 0
                ? Deny("An order that is not paid is not completed: place it first.")
                : Decision.Allow;
        }

        return (order.Status, to) switch
        {
            (_, OrderStatus.Cancelled) => order.IsPaid ? Deny("A paid order is cancelled by the event's team.") : Decision.Allow,
            (OrderStatus.Initializing, OrderStatus.Pending or OrderStatus.Placed) => Decision.Allow,
            (OrderStatus.Initializing, OrderStatus.Completed) => order.Total > 0
                ? Deny("An order is completed when it is paid.")
                : Decision.Allow,
            _ => Deny("The order has been submitted: its status is the server's."),
        };

        static Decision Deny(string reason) => Decision.Deny(reason, "status");
    }

    private static string WireName(OrderStatus status) => status.ToString().ToLowerInvariant();

    private static string WithArticle(OrderStatus status) =>
        (status is OrderStatus.Initializing or OrderStatus.Expired ? "An " : "A ") + WireName(status);
}
