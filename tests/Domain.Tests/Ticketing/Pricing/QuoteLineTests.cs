using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What a line of a quote shows, and which tickets can cost money.</summary>
public sealed class QuoteLineTests
{
    [TestCase("VIP", 1, true)]
    [TestCase("VIP", 0, false)]
    [TestCase("VIP", null, false)]
    [TestCase("free", 1, false)]
    [TestCase("paid", 0, true)]
    public void A_ticket_of_another_type_costs_money_if_it_has_a_price(string type, int? price, bool costs) =>
        Assert.That(Pricing.CanCostMoney(new Ticket { Type = type, Price = price }), Is.EqualTo(costs));

    [TestCase(1, 1)]
    [TestCase(null, 3)]
    [TestCase(5, 3)]
    public void A_buyer_limits_the_seats_of_the_discount(int? limit, int discounted)
    {
        var request = new SeatRequest(new Ticket { Type = "paid", Price = 100 }, 3, null, IsDiscountable: true, limit);
        var terms = new PriceTerms
        {
            DiscountType = DiscountCode.Percent,
            DiscountValue = 50,
            TaxRate = 10,
        };
        var line = Pricing.CreateQuote([request], terms).Lines[0];
        Assert.That((line.Seats.Discounted, line.SeatTax, line.DiscountedTax), Is.EqualTo((discounted, 10m, 5m)));
    }
}
