using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class InvoiceCreditTests
{
    [TestCase(400, 100, 0, 5)]
    [TestCase(400, 400, 0, 20)]
    [TestCase(400, 500, 0, 20, Description = "the credit never exceeds the invoiced fee, even if an order got more expensive")]
    [TestCase(400, 100, 400, 0)]
    [TestCase(400, -100, 100, -5, Description = "a refund failed after it had been credited")]
    public void The_credit_is_the_fee_that_was_charged_for_the_cancelled_revenue(
        int revenue,
        int cancelled,
        int alreadyCredited,
        int credited
    ) =>
        Assert.That(
            new EventInvoice
            {
                Currency = "EUR",
                Revenue = revenue,
                FeeRate = 5,
            }.CreditFor(cancelled, alreadyCredited),
            Is.EqualTo((decimal)credited)
        );

    [Test]
    public void The_credit_is_less_than_the_fee_if_the_invoice_had_a_discount() =>
        Assert.That(
            new EventInvoice
            {
                Currency = "EUR",
                Revenue = 400,
                FeeRate = 5,
                DiscountType = DiscountCode.Percent,
                DiscountValue = 50,
            }.CreditFor(100, 0),
            Is.EqualTo(2.5m)
        );

    [Test]
    public void Cancelling_all_orders_in_any_sequence_credits_exactly_the_fee()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var orders = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Math.Round((decimal)random.NextDouble() * 900, 2)).ToList();
            var invoice = new EventInvoice
            {
                Currency = random.Next(3) switch
                {
                    0 => "EUR",
                    1 => "JPY",
                    _ => "KWD",
                },
                Revenue = orders.Sum(),
                FeeRate = random.Next(0, 2000) / 100m,
                FeeMost = random.Next(2) == 0 ? null : random.Next(0, 100),
                DiscountType = random.Next(3) switch
                {
                    0 => null,
                    1 => DiscountCode.Percent,
                    _ => DiscountCode.Amount,
                },
                DiscountValue = random.Next(0, 100),
            };
            var fee = invoice.PlatformFeeOn(invoice.Revenue);
            var alreadyCredited = 0m;
            var credited = 0m;
            foreach (var order in orders)
            {
                var credit = invoice.CreditFor(order, alreadyCredited);
                Assert.That(credit, Is.GreaterThanOrEqualTo(0), "a credit is never negative");
                alreadyCredited = alreadyCredited + order;
                credited = credited + credit;
            }

            Assert.That(credited, Is.EqualTo(fee - invoice.DiscountOnFee(fee)), $"round {i}");
        }
    }
}
