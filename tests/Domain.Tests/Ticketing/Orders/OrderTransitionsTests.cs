using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The state machine of orders, and what an order is in each state.</summary>
public sealed class OrderTransitionsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [TestCase(OrderStatus.Initializing, "Pending Placed Completed Expired Cancelled")]
    [TestCase(OrderStatus.Pending, "Placed Completed Expired Cancelled")]
    [TestCase(OrderStatus.Placed, "Completed Cancelled")]
    [TestCase(OrderStatus.Completed, "Cancelled")]
    [TestCase(OrderStatus.Expired, "")]
    [TestCase(OrderStatus.Cancelled, "")]
    public void An_order_goes_forward_only(OrderStatus from, string to) =>
        Assert.That(string.Join(' ', Enum.GetValues<OrderStatus>().Where(s => OrderTransitions.IsAllowed(from, s))), Is.EqualTo(to));

    [TestCase(OrderStatus.Initializing, true, false, true, true)]
    [TestCase(OrderStatus.Pending, true, false, true, true)]
    [TestCase(OrderStatus.Placed, true, true, true, false)]
    [TestCase(OrderStatus.Completed, true, true, false, false)]
    [TestCase(OrderStatus.Expired, false, false, false, false)]
    [TestCase(OrderStatus.Cancelled, false, false, false, false)]
    public void A_status_decides_on_seats_tickets_price_and_expiry(
        OrderStatus status,
        bool holdsSeats,
        bool hasTickets,
        bool changesPrice,
        bool expires
    )
    {
        var order = new Order { Status = status, ExpiresAt = Now };
        Assert.That(
            (status.HoldsSeats(), status.HasIssuedTickets(), order.CanChangePrice, order.IsPastExpiry(Now)),
            Is.EqualTo((holdsSeats, hasTickets, changesPrice, expires))
        );
        Assert.That(order.IsPastExpiry(Now.AddTicks(-1)), Is.False);
        Assert.That(new Order { Status = status }.IsPastExpiry(Now), Is.False, "it does not expire");
    }

    [TestCase(OrderStatus.Completed, 1, true)]
    [TestCase(OrderStatus.Completed, 0, false)]
    [TestCase(OrderStatus.Completed, null, false)]
    [TestCase(OrderStatus.Placed, 1, false)]
    public void A_completed_order_that_costs_something_is_paid(OrderStatus status, int? amount, bool isPaid) =>
        Assert.That(new Order { Status = status, Amount = amount }.IsPaid, Is.EqualTo(isPaid));

    [TestCase(10, 4, 6)]
    [TestCase(10, 10, 0)]
    [TestCase(10, 12, 0)]
    public void Revenue_is_never_negative(int amount, int refunded, int revenue) =>
        Assert.That(new Order { Amount = amount, AmountRefunded = refunded }.Revenue, Is.EqualTo(revenue));
}
