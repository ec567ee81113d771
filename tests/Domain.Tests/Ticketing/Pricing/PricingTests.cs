using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The golden numbers in docs/reference/money-and-pricing.md#golden-numbers, and rules that they do not cover.</summary>
public class PricingTests
{
    private static readonly Ticket A = Paid(1, 123.5m),
        B = Paid(2, 456.3m),
        C =
            new()
            {
                Id = 3,
                Type = "donation",
                MinPrice = 500,
                MaxPrice = 1000,
            },
        D =
            new()
            {
                Id = 4,
                Type = "free",
                Price = 435,
            };

    private static Ticket Paid(long id, decimal price, bool absorbed = true) =>
        new()
        {
            Id = id,
            Name = $"T{id}",
            Type = "paid",
            Price = price,
            IsFeeAbsorbed = absorbed,
        };

    private static SeatRequest[] Basket(params long[] discountable) =>
        [
            new(A, 2, null, discountable.Contains(1)),
            new(B, 4, null, discountable.Contains(2)),
            new(C, 3, 789.7m, discountable.Contains(3)),
            new(D, 3, null, discountable.Contains(4)),
        ];

    private static PriceTerms Gst(bool included, string? type = null, decimal value = 0) =>
        new()
        {
            TaxRate = 18,
            TaxName = "GST",
            IsTaxIncluded = included,
            DiscountType = type,
            DiscountValue = value,
        };

    [TestCase(true, "4441.30", "677.49")]
    [TestCase(false, "5240.73", "799.43")]
    public void Prices_without_a_discount_code(bool included, string total, string tax)
    {
        var quote = Pricing.CreateQuote(Basket(), Gst(included));
        Assert.That((quote.Total.SubTotal, quote.Total.Amount, quote.Total.Tax), Is.EqualTo((4441.30m, Money(total), Money(tax))));
    }

    [TestCase(true, "4021.87", "613.51")]
    [TestCase(false, "4745.81", "723.94")]
    public void Prices_with_a_ten_percent_discount(bool included, string total, string tax)
    {
        var quote = Pricing.CreateQuote(Basket(2, 3, 4), Gst(included, DiscountCode.Percent, 10));
        Assert.That((quote.Total.Discount, quote.Total.SubTotal), Is.EqualTo((419.43m, 4021.87m)));
        Assert.That((quote.Total.Amount, quote.Total.Tax), Is.EqualTo((Money(total), Money(tax))));
        Assert.That((quote.Lines[1].Discount, quote.Lines[1].DiscountTotal), Is.EqualTo((45.63m, 182.52m)));
        Assert.That((quote.Lines[2].Discount, quote.Lines[2].DiscountTotal), Is.EqualTo((78.97m, 236.91m)));
        Assert.That(quote.Lines[0].DiscountTotal + quote.Lines[3].DiscountTotal, Is.Zero, "free tickets have no discount");
    }

    [Test]
    public void Prices_with_half_off_two_of_four_tickets()
    {
        var terms = new PriceTerms { DiscountType = DiscountCode.Percent, DiscountValue = 50 };
        var quote = Pricing.CreateQuote(
            [new(Paid(1, 50), 2, null, true), new(Paid(2, 495.8m), 3, null, true), new(Paid(3, 321.3m), 1), new(D, 2)],
            terms
        );
        Assert.That((quote.Total.Amount, quote.Total.Discount), Is.EqualTo((1115.00m, 793.70m)));
    }

    [Test]
    public void An_amount_discount_never_exceeds_the_price()
    {
        var quote = Pricing.CreateQuote(
            [new(Paid(1, 50), 1, null, true)],
            new PriceTerms { DiscountType = DiscountCode.Amount, DiscountValue = 100 }
        );
        Assert.That((quote.Total.Amount, quote.Total.Discount), Is.EqualTo((0m, 50m)));
    }

    [Test]
    public void Remaining_discounts_go_to_tickets_by_id_and_lines_without_them_carry_a_warning()
    {
        var terms = new PriceTerms { DiscountType = DiscountCode.Percent, DiscountValue = 50 };
        var quote = Pricing.CreateQuote(
            [new(Paid(9, 10), 4, null, true), new(Paid(5, 20), 3, null, true), new(Paid(7, 30), 1)],
            terms,
            discountsLeft: 5
        );
        Assert.That(string.Join(' ', quote.Lines.Select(l => l.Seats.Discounted)), Is.EqualTo("2 3 0"));
        Assert.That(quote.Total.Amount, Is.EqualTo((4 * 10) - (2 * 5) + (3 * 10) + 30));
        Assert.That(quote.Lines.Single(l => l.Warning is not null).Warning, Does.Contain("2 of 4"));
    }

    [Test]
    public void A_code_with_a_negative_remainder_discounts_nothing()
    {
        var quote = Pricing.CreateQuote(
            [new(Paid(1, 10), 2, null, true), new(Paid(2, 10), 2, null, true)],
            new PriceTerms { DiscountType = DiscountCode.Percent, DiscountValue = 50 },
            discountsLeft: -3
        );
        Assert.That(quote.Total.Amount, Is.EqualTo(40));
    }

    [Test]
    public void The_fee_is_computed_from_the_undiscounted_price_and_capped_per_line()
    {
        var terms = new PriceTerms
        {
            FeeRate = 10,
            FeeMost = 15,
            DiscountType = DiscountCode.Percent,
            DiscountValue = 50,
        };
        var quote = Pricing.CreateQuote(
            [new(Paid(1, 100, absorbed: false), 1, null, true), new(Paid(2, 100, absorbed: false), 3), new(Paid(3, 100), 1), new(D, 1)],
            terms
        );
        Assert.That(string.Join(' ', quote.Lines.Select(l => $"{l.Fee:0}")), Is.EqualTo("10 15 0 0"));
        Assert.That(quote.Total.Amount, Is.EqualTo(50 + 10 + 300 + 15 + 100));
        Assert.That(quote.Total.Fee, Is.EqualTo(25));
    }

    [TestCase("JPY", "123.5", 3, "372")]
    [TestCase("USD", "0.333", 3, "0.99")]
    [TestCase("KWD", "0.3333", 3, "0.999")]
    public void Prices_are_rounded_to_the_minor_unit_of_the_currency(string currency, string price, int seats, string total) =>
        Assert.That(
            Pricing.CreateQuote([new(Paid(1, Money(price)), seats)], new PriceTerms { Currency = currency }).Total.Amount,
            Is.EqualTo(Money(total))
        );

    [TestCase(null, "Set its price")]
    [TestCase("499.99", "at least 500")]
    [TestCase("1000.01", "at most 1000")]
    [TestCase("600.001", "at most 2 decimal places")]
    public void A_donation_must_be_within_its_bounds(string? offer, string reason)
    {
        var rejection = Assert.Throws<RejectedException>(() =>
            Pricing.CreateQuote([new(A, 1), new(C, 1, offer is null ? null : Money(offer))], new PriceTerms())
        );
        Assert.That((rejection!.Kind, rejection.Problems[0].Pointer), Is.EqualTo((RejectionKind.Invalid, "/tickets/1/price")));
        Assert.That(rejection.Message, Does.Contain(reason));
    }

    [Test]
    public void A_zero_donation_is_accepted_when_the_minimum_is_zero() =>
        Assert.That(Pricing.CreateQuote([new(new Ticket { Type = "donation" }, 2, 0)], new PriceTerms()).Total.Amount, Is.Zero);

    [TestCase("free", false)]
    [TestCase("freeRegistration", false)]
    [TestCase("paidRegistration", true)]
    [TestCase("donationRegistration", true)]
    [TestCase("VIP-ticket", true)]
    public void A_registration_is_priced_like_its_base_type(string type, bool costs) =>
        Assert.That(
            Pricing
                .CreateQuote(
                    [
                        new(
                            new Ticket
                            {
                                Type = type,
                                Price = 7,
                                MaxPrice = 9,
                            },
                            1,
                            7
                        ),
                    ],
                    new PriceTerms()
                )
                .Total.Amount,
            Is.EqualTo(costs ? 7 : 0)
        );

    [TestCase(499.99, "\"\" costs at least 500.")]
    [TestCase(500, null)]
    [TestCase(1000, null)]
    [TestCase(1000.01, "\"\" costs at most 1000.")]
    public void A_donation_may_be_as_low_and_as_high_as_its_limits(double price, string? problem)
    {
        string? found = null;
        try
        {
            Pricing.CreateQuote([new(C, 1, (decimal)price)], new PriceTerms());
        }
        catch (RejectedException rejection)
        {
            found = rejection.Problems.Single().Detail;
        }

        Assert.That(found, Is.EqualTo(problem));
    }

    private static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
