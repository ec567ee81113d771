using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What an order has got back of its payments, and who sees it as an attendee.</summary>
public sealed class OrderRefundsTests
{
    [TestCase(OrderStatus.Completed, 100, 30)]
    [TestCase(OrderStatus.Cancelled, 100, 30)]
    [TestCase(OrderStatus.Pending, 100, 0)]
    [TestCase(OrderStatus.Completed, 80, 10, Description = "money beyond the amount does not count")]
    public void The_refunds_of_all_payments_count(OrderStatus status, int amount, int refunded)
    {
        var order = new Order { Status = status, Amount = amount };
        order.CountRefunds([new Payment { Taken = 60, Refunded = 10 }, new Payment { Taken = 40, Refunded = 20 }]);
        Assert.That(order.AmountRefunded, Is.EqualTo((decimal)refunded));
    }

    [Test]
    public void One_attendee_of_several_sees_the_order()
    {
        var order = new Order();
        order.Attendees.Add(new Attendee { Email = "ada@example.org" });
        order.Attendees.Add(new Attendee { Email = "grace@example.org" });
        Assert.That(IsVisibleTo("ada@example.org"), Is.True);
        Assert.That(IsVisibleTo("alan@example.org"), Is.False);

        bool IsVisibleTo(string email) => new OrderPolicy().CanSee(new Actor(2, email, IsVerified: true), order);
    }
}
