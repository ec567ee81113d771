using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class CodeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Event Fair = new() { EndsAt = Now.AddDays(10) };

    private static DiscountCode Half(Action<DiscountCode>? but = null)
    {
        var code = new DiscountCode
        {
            Code = "HALF",
            Type = DiscountCode.Percent,
            Value = 50,
            UsedFor = DiscountCode.ForTicket,
            IsActive = true,
            ValidFrom = Now.AddDays(-1),
            ValidTill = Now.AddDays(1),
            TicketsNumber = 10,
            MinQuantity = 1,
            MaxQuantity = 5,
        };
        but?.Invoke(code);
        return code;
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("min-quantity", c => c.MinQuantity = 6);
        yield return Case("min-quantity", c => c.MinQuantity = -1);
        yield return Case("tickets-number", c => c.TicketsNumber = 4);
        yield return Case("tickets-number", c => c.TicketsNumber = -1);
        yield return Case("valid-till", c => c.ValidTill = c.ValidFrom!.Value.AddSeconds(-1));
        yield return Case("valid-till", c => (c.ValidTill, c.ValidFrom) = (null, Fair.EndsAt.AddSeconds(1)));
        yield return Case("value", c => c.Value = 100.01m);
        yield return Case("value", c => c.Value = -1);
    }

    private static TestCaseData Case(string field, Action<DiscountCode> but) => new(field, but);

    [TestCaseSource(nameof(Wrong))]
    public void A_code_that_contradicts_itself_is_refused_at_the_field(string field, Action<DiscountCode> but)
    {
        var refused = Assert.Throws<Refused>(() => CodeRules.Require(Half(but), Fair));
        Assert.That(refused!.Problems.Select(p => p.Pointer), Has.Some.EqualTo($"/data/attributes/{field}"));
    }

    [Test]
    public void A_sensible_code_is_taken_and_a_negative_most_means_no_limit()
    {
        Assert.DoesNotThrow(() => CodeRules.Require(Half(), Fair));
        Assert.DoesNotThrow(() => CodeRules.Require(Half(c => c.MaxQuantity = -1), Fair));
        Assert.DoesNotThrow(() => CodeRules.RequireUsable(Half(c => c.MaxQuantity = -1), Fair, 400, Now, ""));
    }

    private static IEnumerable<TestCaseData> Unusable()
    {
        yield return new TestCaseData((Action<DiscountCode>)(c => c.IsActive = false), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.ValidFrom = Now.AddSeconds(1)), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.ValidTill = Now.AddSeconds(-1)), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.MinQuantity = 3), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.MaxQuantity = 1), 2);
        yield return new TestCaseData((Action<DiscountCode>)(_ => { }), 0);
    }

    [TestCaseSource(nameof(Unusable))]
    public void An_order_that_the_code_is_not_good_for_is_refused(Action<DiscountCode> but, int seats) =>
        Assert.That(
            Assert.Throws<Refused>(() => CodeRules.RequireUsable(Half(but), Fair, seats, Now, "/discount-code"))!.Problems[0].Pointer,
            Is.EqualTo("/discount-code")
        );

    [Test]
    public void Without_a_last_day_a_code_is_good_until_the_event_ends()
    {
        Assert.That(CodeRules.Objection(Half(c => c.ValidTill = null), Fair, Fair.EndsAt.AddSeconds(-1)), Is.Null);
        Assert.That(CodeRules.Objection(Half(c => c.ValidTill = null), Fair, Fair.EndsAt.AddSeconds(1)), Is.Not.Null);
        Assert.That(CodeRules.Objection(Half(c => c.ValidFrom = null), Fair, Now), Is.Null, "without a first day it has begun");
    }

    [Test]
    public void A_discount_is_for_tickets_that_cost_at_least_as_much()
    {
        Ticket free = new() { Type = "free", Price = 100 },
            cheap = new() { Type = "paid", Price = 40 };
        var fifty = Half(c => (c.Type, c.Value) = (DiscountCode.Amount, 50));
        Assert.Throws<Refused>(() => CodeRules.RequireDiscountable(Half(), [free]));
        Assert.Throws<Refused>(() => CodeRules.RequireDiscountable(fifty, [cheap]));
        Assert.DoesNotThrow(() => CodeRules.RequireDiscountable(Half(), [cheap]));
    }

    [Test]
    public void Ids_are_not_to_be_guessed_and_fit_a_JavaScript_number()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => CodeRules.NewId()).ToList();
        Assert.That(ids.Distinct().Count(), Is.EqualTo(ids.Count));
        Assert.That(ids, Is.All.InRange(1, 1L << 53));
        Assert.That(ids.Count(id => id > 1L << 51), Is.InRange(4500, 5500));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(-1, true)]
    [TestCase(null, true)]
    public void A_most_of_nothing_is_for_nobody_and_a_negative_one_for_any(int? most, bool good)
    {
        void Use() => CodeRules.RequireUsable(Half(c => (c.MinQuantity, c.MaxQuantity) = (null, most)), Fair, 1, Now, "/code");
        if (good)
            Assert.That(Use, Throws.Nothing);
        else
            Assert.That(Use, Throws.InstanceOf<Refused>());
    }
}
