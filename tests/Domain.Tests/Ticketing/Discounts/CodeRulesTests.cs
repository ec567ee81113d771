using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class CodeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Event SampleEvent = new() { EndsAt = Now.AddDays(10) };

    private static DiscountCode HalfOff(Action<DiscountCode>? configure = null)
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
        configure?.Invoke(code);
        return code;
    }

    private static IEnumerable<TestCaseData> ContradictoryCodes()
    {
        yield return Case("min-quantity", c => c.MinQuantity = 6);
        yield return Case("min-quantity", c => c.MinQuantity = -1);
        yield return Case("tickets-number", c => c.TicketsNumber = 4);
        yield return Case("tickets-number", c => c.TicketsNumber = -1);
        yield return Case("valid-till", c => c.ValidTill = c.ValidFrom!.Value.AddSeconds(-1));
        yield return Case("valid-till", c =>
        {
            c.ValidTill = null;
            c.ValidFrom = SampleEvent.EndsAt.AddSeconds(1);
        });
        yield return Case("value", c => c.Value = 100.01m);
        yield return Case("value", c => c.Value = -1);
    }

    private static TestCaseData Case(string field, Action<DiscountCode> configure) => new(field, configure);

    [TestCaseSource(nameof(ContradictoryCodes))]
    public void A_contradictory_code_is_rejected_at_the_field(string field, Action<DiscountCode> configure)
    {
        var rejection = Assert.Throws<RejectedException>(() => CodeRules.Require(HalfOff(configure), SampleEvent));
        Assert.That(rejection!.Problems.Select(p => p.Pointer), Has.Some.EqualTo($"/data/attributes/{field}"));
    }

    [Test]
    public void A_valid_code_is_accepted_and_a_negative_maximum_means_no_limit()
    {
        Assert.DoesNotThrow(() => CodeRules.Require(HalfOff(), SampleEvent));
        Assert.DoesNotThrow(() => CodeRules.Require(HalfOff(c => c.MaxQuantity = -1), SampleEvent));
        Assert.DoesNotThrow(() => CodeRules.RequireUsable(HalfOff(c => c.MaxQuantity = -1), SampleEvent, 400, Now, ""));
    }

    private static IEnumerable<TestCaseData> UnusableCodes()
    {
        yield return new TestCaseData((Action<DiscountCode>)(c => c.IsActive = false), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.ValidFrom = Now.AddSeconds(1)), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.ValidTill = Now.AddSeconds(-1)), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.MinQuantity = 3), 2);
        yield return new TestCaseData((Action<DiscountCode>)(c => c.MaxQuantity = 1), 2);
        yield return new TestCaseData((Action<DiscountCode>)(_ => { }), 0);
    }

    [TestCaseSource(nameof(UnusableCodes))]
    public void An_order_with_an_unusable_code_is_rejected(Action<DiscountCode> configure, int seats) =>
        Assert.That(
            Assert
                .Throws<RejectedException>(() => CodeRules.RequireUsable(HalfOff(configure), SampleEvent, seats, Now, "/discount-code"))!
                .Problems[0]
                .Pointer,
            Is.EqualTo("/discount-code")
        );

    [Test]
    public void A_code_without_an_end_date_is_valid_until_the_event_ends()
    {
        Assert.That(CodeRules.FindProblem(HalfOff(c => c.ValidTill = null), SampleEvent, SampleEvent.EndsAt.AddSeconds(-1)), Is.Null);
        Assert.That(CodeRules.FindProblem(HalfOff(c => c.ValidTill = null), SampleEvent, SampleEvent.EndsAt.AddSeconds(1)), Is.Not.Null);
        Assert.That(CodeRules.FindProblem(HalfOff(c => c.ValidFrom = null), SampleEvent, Now), Is.Null, "no start date");
    }

    [Test]
    public void A_discount_amount_cannot_exceed_the_ticket_price()
    {
        Ticket free = new() { Type = "free", Price = 100 },
            cheap = new() { Type = "paid", Price = 40 };
        var fifty = HalfOff(c =>
        {
            c.Type = DiscountCode.Amount;
            c.Value = 50;
        });
        Assert.Throws<RejectedException>(() => CodeRules.RequireDiscountable(HalfOff(), [free]));
        Assert.Throws<RejectedException>(() => CodeRules.RequireDiscountable(fifty, [cheap]));
        Assert.DoesNotThrow(() => CodeRules.RequireDiscountable(HalfOff(), [cheap]));
    }

    [Test]
    public void Code_ids_are_random_and_fit_a_JavaScript_number()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => CodeRules.NewRandomId()).ToList();
        Assert.That(ids.Distinct().Count(), Is.EqualTo(ids.Count));
        Assert.That(ids, Is.All.InRange(1, 1L << 53));
        Assert.That(ids.Count(id => id > 1L << 51), Is.InRange(4500, 5500));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(-1, true)]
    [TestCase(null, true)]
    public void A_maximum_of_zero_allows_no_seats_and_a_negative_maximum_allows_any_number(int? maxQuantity, bool isUsable)
    {
        var code = HalfOff(c =>
        {
            c.MinQuantity = null;
            c.MaxQuantity = maxQuantity;
        });
        void Use() => CodeRules.RequireUsable(code, SampleEvent, 1, Now, "/code");
        if (isUsable)
            Assert.That(Use, Throws.Nothing);
        else
            Assert.That(Use, Throws.InstanceOf<RejectedException>());
    }
}
