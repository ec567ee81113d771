using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Who sees and writes payments, refunds, accounts at the provider and fees. User 1 is the buyer.</summary>
public sealed class PaymentPolicyTests
{
    private const string TeamAndBuyer = TestActors.Coorganizers + " user";

    private static readonly PaymentPolicy Payments = new();
    private static readonly RefundPolicy Refunds = new();
    private static readonly StripeAuthorizationPolicy Accounts = new();
    private static readonly TicketFeePolicy Fees = new();

    private static readonly Payment Payment = new()
    {
        EventId = TestActors.EventId,
        Order = new Order { UserId = TestActors.UserId },
    };
    private static readonly Refund Refund = new() { EventId = TestActors.EventId, Payment = Payment };

    [Test]
    public void The_team_and_the_buyer_see_payments_and_refunds()
    {
        Assert.That(TestActors.Where(a => Payments.CanSee(a, Payment)), Is.EqualTo(TeamAndBuyer));
        Assert.That(TestActors.Where(a => Refunds.CanSee(a, Refund)), Is.EqualTo(TeamAndBuyer));
        Assert.That(TestActors.AllowedBy(Payments.List), Is.EqualTo(TestActors.SignedIn));
        Assert.That(TestActors.AllowedBy(Refunds.List), Is.EqualTo(TestActors.SignedIn));
    }

    [Test]
    public void A_payment_of_a_deleted_order_is_visible_to_the_team_only()
    {
        var payment = new Payment { EventId = TestActors.EventId };
        Assert.That(TestActors.Where(a => Payments.CanSee(a, payment)), Is.EqualTo(TestActors.Coorganizers));
        var refund = new Refund { EventId = TestActors.EventId, Payment = payment };
        Assert.That(TestActors.Where(a => Refunds.CanSee(a, refund)), Is.EqualTo(TestActors.Coorganizers));
    }

    [Test]
    public void Only_the_team_sees_their_private_fields()
    {
        Assert.That(TestActors.Where(a => Payments.CanSeePrivate(a, Payment)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.Where(a => Refunds.CanSeePrivate(a, Refund)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.Where(a => Payments.PrivateTo(a)?.Compile()(Payment) == true), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.Where(a => Refunds.PrivateTo(a)?.Compile()(Refund) == true), Is.EqualTo(TestActors.Coorganizers));
    }

    [Test]
    public void The_team_refunds_and_nobody_writes_payments()
    {
        Assert.That(TestActors.AllowedBy(a => Refunds.Create(a, Refund)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Refunds.Update(a, Refund, Changes<Refund>.None)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Refunds.Delete(a, Refund)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => Payments.Create(a, Payment)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => Payments.Update(a, Payment, Changes<Payment>.None)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => Payments.Delete(a, Payment)), Is.Empty);
    }

    [TestCase(EventState.Published, TestActors.SignedIn)]
    [TestCase(EventState.Draft, TestActors.Coorganizers)]
    public void Signed_in_users_see_the_account_that_they_pay_to(EventState state, string expected)
    {
        var account = new StripeAuthorization
        {
            EventId = TestActors.EventId,
            Event = new Event { State = state },
        };
        Assert.That(TestActors.Where(a => Accounts.CanSee(a, account)), Is.EqualTo(expected));
        Assert.That(TestActors.Where(a => Accounts.CanSeePrivate(a, account)), Is.EqualTo(TestActors.Coorganizers));
        account.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(TestActors.Where(a => Accounts.CanSee(a, account)), Is.Empty);
    }

    [Test]
    public void Organizers_connect_an_account_and_the_team_removes_it()
    {
        var account = new StripeAuthorization { EventId = TestActors.EventId };
        Assert.That(TestActors.AllowedBy(a => Accounts.Create(a, account)), Is.EqualTo(TestActors.Organizers));
        Assert.That(
            TestActors.AllowedBy(a => Accounts.Update(a, account, Changes<StripeAuthorization>.None)),
            Is.EqualTo(TestActors.Coorganizers)
        );
        Assert.That(TestActors.AllowedBy(a => Accounts.Delete(a, account)), Is.EqualTo(TestActors.Coorganizers));
    }

    [Test]
    public void Only_staff_see_and_write_fees()
    {
        var fee = new TicketFee();
        Assert.That(TestActors.Where(a => Fees.CanSee(a, fee)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(Fees.List), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Fees.Create(a, fee)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Fees.Update(a, fee, Changes<TicketFee>.None)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Fees.Delete(a, fee)), Is.EqualTo(TestActors.Staff));
    }
}
