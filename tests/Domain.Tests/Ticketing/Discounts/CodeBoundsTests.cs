using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The limits of codes, each with the last value inside and the first value outside.</summary>
public sealed class CodeBoundsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Event Event = new() { EndsAt = Now, PaymentCurrency = "JPY" };

    [TestCase(0, 0, 0, "")]
    [TestCase(-1, null, null, "min-quantity")]
    [TestCase(null, null, -1, "tickets-number")]
    [TestCase(2, 2, 2, "")]
    [TestCase(3, 2, 2, "min-quantity")]
    [TestCase(1, 2, 1, "tickets-number")]
    [TestCase(1, 0, 0, "min-quantity")]
    [TestCase(3, -1, 1, "", Description = "a negative maximum is none")]
    [TestCase(-1, 2, 1, "min-quantity tickets-number")]
    public void The_numbers_of_a_code_agree(int? min, int? max, int? total, string fields) =>
        Assert.That(FieldsOf(Code(c => (c.MinQuantity, c.MaxQuantity, c.TicketsNumber) = (min, max, total))), Is.EqualTo(fields));

    [TestCase(DiscountCode.Percent, 0, "")]
    [TestCase(DiscountCode.Percent, 100, "")]
    [TestCase(DiscountCode.Percent, 101, "value")]
    [TestCase(DiscountCode.Percent, -1, "value")]
    [TestCase(DiscountCode.Percent, 12.5, "")]
    [TestCase(DiscountCode.Amount, 101, "")]
    [TestCase(DiscountCode.Amount, 0.5, "value", Description = "the yen has no decimal places")]
    public void The_value_of_a_discount_is_a_percentage_or_an_amount(string type, decimal value, string fields) =>
        Assert.That(FieldsOf(Code(c => (c.Type, c.Value) = (type, value))), Is.EqualTo(fields));

    [Test]
    public void An_amount_without_an_event_has_no_currency_to_check() =>
        Assert.DoesNotThrow(() => CodeRules.Require(Code(c => (c.Type, c.Value) = (DiscountCode.Amount, 0.001m)), null));

    [TestCase(0, 0, "")]
    [TestCase(1, 0, "valid-till")]
    [TestCase(0, null, "", Description = "the event ends now")]
    [TestCase(1, null, "valid-till")]
    public void A_code_ends_after_it_begins(int from, int? till, string fields) =>
        Assert.That(
            FieldsOf(Code(c => (c.ValidFrom, c.ValidTill) = (Now.AddSeconds(from), Now.AddSeconds(till ?? 0)), till is null)),
            Is.EqualTo(fields)
        );

    [TestCase("paid", 10, 10, true)]
    [TestCase("paid", 10, 11, false)]
    [TestCase("donation", null, 11, true, Description = "the buyer chooses the price")]
    [TestCase("free", 10, 1, false)]
    [TestCase("VIP", null, 1, false)]
    public void An_amount_is_at_most_the_price_of_each_ticket(string type, int? price, int value, bool isAccepted)
    {
        var ticket = new Ticket
        {
            Name = "Seat",
            Type = type,
            Price = price,
        };
        void Ask() => CodeRules.RequireDiscountable(Code(c => (c.Type, c.Value) = (DiscountCode.Amount, value)), [ticket]);
        if (isAccepted)
            Assert.DoesNotThrow(Ask);
        else
            Assert.That(Assert.Throws<RejectedException>(Ask)!.Message, Does.Contain("Seat"));
        if (type == "paid")
            Assert.DoesNotThrow(() => CodeRules.RequireDiscountable(Code(c => c.Value = 100), [ticket]), "a percentage fits each price");
    }

    [TestCase(2, true)]
    [TestCase(1, false)]
    [TestCase(4, true)]
    [TestCase(5, false)]
    public void An_order_keeps_the_minimum_and_maximum_of_a_code(int seats, bool isUsable)
    {
        var code = Code(c => (c.MinQuantity, c.MaxQuantity) = (2, 4));
        void Use() => CodeRules.RequireUsable(code, Event, seats, Now, "/discount-code");
        if (isUsable)
            Assert.DoesNotThrow(Use);
        else
            Assert.That(Assert.Throws<RejectedException>(Use)!.Problems[0].Detail, Does.Contain(seats < 2 ? "at least 2" : "at most 4"));
    }

    [Test]
    public void The_kind_of_the_code_is_in_the_message()
    {
        static string MessageOf(IRedeemableCode code) =>
            Assert.Throws<RejectedException>(() => CodeRules.RequireUsable(code, Event, 1, Now, ""))!.Message;
        Assert.That(MessageOf(new DiscountCode()), Is.EqualTo("Invalid Discount Code: The code is not active."));
        Assert.That(MessageOf(new AccessCode()), Is.EqualTo("Invalid Access Code: The code is not active."));
        var future = new AccessCode { IsActive = true, ValidFrom = Now.AddSeconds(1) };
        Assert.That(MessageOf(future), Is.EqualTo("Invalid Access Code: The code is not valid yet."));
        var past = new AccessCode { IsActive = true, ValidTill = Now.AddSeconds(-1) };
        Assert.That(MessageOf(past), Is.EqualTo("Invalid Access Code: The code is no longer valid."));
    }

    [Test]
    public void Random_ids_are_exact_as_javascript_numbers()
    {
        var ids = Enumerable.Range(0, 2000).Select(_ => CodeRules.NewRandomId()).ToList();
        Assert.That(ids, Is.All.InRange(1, 1L << 52));
        Assert.That(ids, Is.Unique);
        Assert.That(ids.Max(), Is.GreaterThan(1L << 50), "the whole range is used");
    }

    private static DiscountCode Code(Action<DiscountCode> configure, bool withoutEnd = false)
    {
        var code = new DiscountCode
        {
            Code = "C",
            Type = DiscountCode.Percent,
            Value = 10,
            IsActive = true,
        };
        configure(code);
        if (withoutEnd)
            code.ValidTill = null;
        return code;
    }

    private static string FieldsOf(DiscountCode code)
    {
        try
        {
            CodeRules.Require(code, Event);
            return "";
        }
        catch (RejectedException rejection)
        {
            return string.Join(' ', rejection.Problems.Select(p => p.Pointer!["/data/attributes/".Length..]));
        }
    }
}
