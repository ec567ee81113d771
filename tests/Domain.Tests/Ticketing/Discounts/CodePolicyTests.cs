using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Who sees and writes codes. User 1 is the marketer of both codes.</summary>
public sealed class CodePolicyTests
{
    private const string TeamAndMarketer = TestActors.Coorganizers + " user";

    private static readonly DiscountCodePolicy Discounts = new();
    private static readonly AccessCodePolicy Access = new();

    [Test]
    public void The_team_and_the_marketer_see_codes_for_tickets()
    {
        Assert.That(TestActors.Where(a => Discounts.CanSee(a, DiscountOf(DiscountCode.ForTicket))), Is.EqualTo(TeamAndMarketer));
        Assert.That(TestActors.Where(a => Access.CanSee(a, AccessCodeOf())), Is.EqualTo(TeamAndMarketer));
        Assert.That(TestActors.Where(a => Discounts.CanSee(a, DiscountOf(DiscountCode.ForEvent))), Is.EqualTo(TestActors.Staff));
    }

    [Test]
    public void The_team_and_the_marketer_see_codes_with_another_code_in_the_request()
    {
        static Actor With(Actor actor) => actor with { SuppliedCode = new SuppliedCode(null, "other", DateTimeOffset.UnixEpoch) };
        Assert.That(TestActors.Where(a => Discounts.CanSee(With(a), DiscountOf(DiscountCode.ForTicket))), Is.EqualTo(TeamAndMarketer));
        Assert.That(TestActors.Where(a => Discounts.CanSee(With(a), DiscountOf(DiscountCode.ForEvent))), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.Where(a => Access.CanSee(With(a), AccessCodeOf())), Is.EqualTo(TeamAndMarketer));
    }

    [Test]
    public void Codes_of_a_deleted_event_and_of_no_event_are_hidden()
    {
        var (discount, access) = (DiscountOf(DiscountCode.ForTicket), AccessCodeOf());
        var orphan = new DiscountCode { UsedFor = DiscountCode.ForTicket, MarketerId = TestActors.UserId };
        discount.Event!.DeletedAt = access.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        foreach (var text in new[] { null, "CODE" })
        {
            var code = text is null ? null : new SuppliedCode(null, text, DateTimeOffset.UnixEpoch);
            Assert.That(
                TestActors.Where(a =>
                    Discounts.CanSee(a with { SuppliedCode = code }, discount) || Access.CanSee(a with { SuppliedCode = code }, access)
                ),
                Is.Empty
            );
            Assert.That(TestActors.Where(a => Discounts.CanSee(a with { SuppliedCode = code }, orphan)), Is.EqualTo(TestActors.Staff));
        }
    }

    [TestCase(DiscountCode.ForTicket, TestActors.Coorganizers)]
    [TestCase(DiscountCode.ForEvent, TestActors.Staff)]
    public void The_team_writes_codes_for_tickets_and_staff_those_for_invoices(string usedFor, string allowed)
    {
        var code = DiscountOf(usedFor);
        var link = new RowLink("tickets", new Ticket());
        Assert.That(TestActors.AllowedBy(a => Discounts.Create(a, code)), Is.EqualTo(allowed));
        Assert.That(TestActors.AllowedBy(a => Discounts.Update(a, code, Changes<DiscountCode>.None)), Is.EqualTo(allowed));
        Assert.That(TestActors.AllowedBy(a => Discounts.Delete(a, code)), Is.EqualTo(allowed));
        Assert.That(TestActors.AllowedBy(a => Discounts.Link(a, code, link)), Is.EqualTo(allowed));
        Assert.That(TestActors.Where(a => Discounts.CanSeePrivate(a, code)), Is.EqualTo(allowed + " user"));
    }

    [Test]
    public void A_code_for_tickets_of_no_event_is_for_staff_and_only_staff_list_all_codes()
    {
        Assert.That(
            TestActors.AllowedBy(a => Discounts.Create(a, new DiscountCode { UsedFor = DiscountCode.ForTicket })),
            Is.EqualTo(TestActors.Staff)
        );
        Assert.That(TestActors.AllowedBy(Discounts.List), Is.EqualTo(TestActors.Staff));
    }

    [Test]
    public void A_buyer_who_used_a_code_sees_it_with_another_code_in_the_request()
    {
        var (discount, access) = (DiscountOf(DiscountCode.ForTicket), AccessCodeOf());
        discount.Orders.Add(new Order { UserId = 5 });
        access.Orders.Add(new Order { UserId = 5 });
        var buyer = TestActors.Named("stranger") with { SuppliedCode = new SuppliedCode(null, "other", DateTimeOffset.UnixEpoch) };
        var other = buyer with { UserId = 6 };
        Assert.That((Discounts.CanSee(buyer, discount), Access.CanSee(buyer, access)), Is.EqualTo((true, true)));
        Assert.That((Discounts.CanSee(other, discount), Access.CanSee(other, access)), Is.EqualTo((false, false)));
    }

    private static Event Event => new() { Id = TestActors.EventId, EndsAt = DateTimeOffset.UnixEpoch };

    private static DiscountCode DiscountOf(string usedFor) =>
        new()
        {
            Code = "CODE",
            UsedFor = usedFor,
            IsActive = true,
            EventId = TestActors.EventId,
            Event = Event,
            MarketerId = TestActors.UserId,
        };

    private static AccessCode AccessCodeOf() =>
        new()
        {
            Code = "CODE",
            IsActive = true,
            EventId = TestActors.EventId,
            Event = Event,
            MarketerId = TestActors.UserId,
        };
}
