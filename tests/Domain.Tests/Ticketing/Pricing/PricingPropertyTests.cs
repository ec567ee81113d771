using CsCheck;
using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>
/// Properties of every quote, tested with one million random baskets of all kinds of prices, taxes, fees, codes and currencies.
/// </summary>
public class PricingPropertyTests
{
    private const int Baskets = 250_000;

    private static readonly Gen<decimal> Price = Gen.OneOf(
        Gen.Long[0, 100_000_000].Select(n => n / 100m),
        Gen.Long[0, 1_000_000].Select(n => n / 1_000_000m),
        Gen.Const(0m),
        Gen.Long[0, 9].Select(n => n / 10m)
    );

    private static readonly Gen<Ticket> Ticket =
        from type in Among("free", "paid", "donation", "freeRegistration", "paidRegistration", "donationRegistration", "VIP")
        from price in Price
        from absorbed in Gen.Bool
        from id in Gen.Long[1, 1000]
        select new Ticket
        {
            Id = id,
            Name = "T",
            Type = type,
            Price = price,
            MaxPrice = null,
            IsFeeAbsorbed = absorbed,
        };

    private static readonly Gen<SeatRequest> Line =
        from ticket in Ticket
        from quantity in Gen.Int[0, 50]
        from discountable in Gen.Bool
        from limit in Gen.Int[0, 60]
        from offer in Gen.Int[0, 5000]
        select new SeatRequest(ticket, quantity, offer, discountable, limit > 50 ? null : limit);

    private static readonly Gen<PriceTerms> Terms =
        from currency in Among("USD", "JPY", "KWD", "EUR", "BHD", "KRW")
        from kind in Among(DiscountCode.Percent, DiscountCode.Amount, null)
        from value in Gen.OneOf(Gen.Long[0, 10_000].Select(n => n / 100m), Gen.Long[0, 100_000_000].Select(n => n / 1000m))
        from taxed in Gen.Bool
        from rate in Gen.Long[0, 10_000_000].Select(n => n / 100_000m)
        from included in Gen.Bool
        from fee in Gen.Long[0, 10_000].Select(n => n / 100m)
        from most in Gen.Int[-1, 50]
        select new PriceTerms
        {
            Currency = currency,
            DiscountType = kind,
            DiscountValue = kind == DiscountCode.Percent ? Math.Min(100, value) : value,
            TaxRate = taxed ? rate : null,
            IsTaxIncluded = included,
            FeeRate = fee,
            FeeMost = most < 0 ? null : most,
        };

    private static readonly Gen<(SeatRequest[] Lines, PriceTerms Terms, int? Left)> Basket =
        from lines in Line.Array[0, 8]
        from terms in Terms
        from left in Gen.Int[-2, 40]
        select (lines.DistinctBy(l => l.Ticket.Id).ToArray(), terms, left > 30 ? (int?)null : left);

    [Test]
    public void The_total_is_the_sum_of_its_lines_to_the_minor_unit_and_never_negative() =>
        Basket.Sample(
            b =>
            {
                var quote = Pricing.CreateQuote(b.Lines, b.Terms, b.Left);
                var sum = quote.Lines.Sum(l => l.SubTotal);
                return quote.Total.SubTotal == sum
                    && quote.Total.Amount == (b.Terms.IsTaxIncluded ? sum : sum + quote.Total.Tax)
                    && quote.Total is { Amount: >= 0, Tax: >= 0, Fee: >= 0 }
                    && quote.Lines.All(l =>
                        IsMinor(l.SubTotal, b.Terms) && IsMinor(l.Fee, b.Terms) && IsMinor(l.DiscountTotal, b.Terms) && l.SubTotal >= 0
                    )
                    && IsMinor(quote.Total.Amount, b.Terms);
            },
            iter: Baskets
        );

    [Test]
    public void A_discount_never_exceeds_the_price_or_the_remaining_seats() =>
        Basket.Sample(
            b =>
            {
                var quote = Pricing.CreateQuote(b.Lines, b.Terms, b.Left);
                return quote.Lines.All(l =>
                        l.Discount >= 0
                        && l.Discount <= l.Price
                        && l.DiscountTotal <= l.Price * l.Seats.Discounted
                        && l.Seats.Discounted >= 0
                        && l.Seats.Discounted <= l.Quantity
                    )
                    && (b.Left is null || quote.Discounted <= Math.Max(0, b.Left.Value))
                    && quote.Total.Discount == quote.Lines.Sum(l => l.DiscountTotal);
            },
            iter: Baskets
        );

    [Test]
    public void The_total_of_the_order_lines_equals_the_quote() =>
        Basket.Sample(
            b =>
            {
                var quote = Pricing.CreateQuote(b.Lines, b.Terms, b.Left);
                return Pricing.TotalOf(quote.Lines.Select(l => l.Seats), b.Terms) == quote.Total;
            },
            iter: Baskets
        );

    [Test]
    public void The_tax_matches_its_rate_and_an_included_tax_is_part_of_the_total() =>
        Basket.Sample(
            b =>
            {
                var total = Pricing.CreateQuote(b.Lines, b.Terms, b.Left).Total;
                if (b.Terms.TaxRate is not { } rate)
                    return total.Tax == 0;
                var exact = b.Terms.IsTaxIncluded ? total.SubTotal * rate / (100 + rate) : total.SubTotal * rate / 100;
                return Math.Abs(total.Tax - exact) <= Unit(b.Terms) / 2 + 0.0000000001m
                    && (!b.Terms.IsTaxIncluded || total.Tax <= total.Amount);
            },
            iter: Baskets
        );

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool IsMinor(decimal amount, PriceTerms terms) => amount == Currency.Round(amount, terms.Currency);

    private static decimal Unit(PriceTerms terms) =>
        Currency.Decimals(terms.Currency) switch
        {
            0 => 1m,
            2 => 0.01m,
            _ => 0.001m,
        };
}
