using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What the organizer still has of a payment, and what of an order's amount went back.</summary>
public class PaymentAmountsTests
{
    [TestCase(null, 0, 12.5)]
    [TestCase(null, 5, 7.5)]
    [TestCase(DisputeState.Open, 5, 7.5)]
    [TestCase(DisputeState.Won, 5, 7.5)]
    [TestCase(DisputeState.Lost, 0, 0)]
    [TestCase(DisputeState.Lost, 5, 0)]
    public void Refunds_and_a_lost_dispute_are_not_kept(DisputeState? dispute, decimal refunded, decimal kept)
    {
        var payment = new Payment
        {
            Taken = 12.5m,
            Refunded = refunded,
            DisputeState = dispute,
            DisputedAmount = dispute is null ? 0 : 12.5m,
        };
        Assert.That(payment.Kept, Is.EqualTo(kept));
    }

    [TestCase(OrderStatus.Completed, 25, 0, 0)]
    [TestCase(OrderStatus.Completed, 25, 10, 10)]
    [TestCase(OrderStatus.Completed, 25, 25, 25)]
    [TestCase(OrderStatus.Completed, 40, 15, 0)]
    [TestCase(OrderStatus.Completed, 40, 20, 5)]
    [TestCase(OrderStatus.Completed, 0, 0, 0)]
    [TestCase(OrderStatus.Pending, 25, 25, 0)]
    [TestCase(OrderStatus.Cancelled, 25, 25, 25)]
    public void Money_beyond_the_amount_does_not_count_as_refunded(OrderStatus status, decimal taken, decimal refunded, decimal counted)
    {
        var order = new Order { Status = status, Amount = 25 };
        order.CountRefunds([new Payment { Taken = taken, Refunded = refunded }]);
        Assert.That((order.AmountRefunded, order.Revenue), Is.EqualTo((counted, 25 - counted)));
    }

    [Test]
    public void Second_payment_that_went_back_does_not_lower_the_revenue()
    {
        var order = new Order { Status = OrderStatus.Completed, Amount = 25 };
        order.CountRefunds([new Payment { Taken = 25, Refunded = 25 }, new Payment { Taken = 25 }]);
        Assert.That(order.Revenue, Is.EqualTo(25));
    }

    [Test]
    public void Received_payment_is_checked_for_the_127_days_in_which_it_can_be_disputed()
    {
        var at = DateTimeOffset.UnixEpoch;
        var payment = new Payment();
        while (payment.NextReversalCheck(at) is { } next)
        {
            at = next;
            payment.Checks++;
        }

        Assert.That((payment.Checks, (at - DateTimeOffset.UnixEpoch).TotalDays), Is.EqualTo((7, 127)));
    }
}
