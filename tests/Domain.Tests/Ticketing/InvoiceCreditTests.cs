using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class InvoiceCreditTests
{
    [TestCase(400, 100, 0, 5)]
    [TestCase(400, 400, 0, 20)]
    [TestCase(400, 500, 0, 20, Description = "an order became dearer after its invoice: no more than was asked goes back")]
    [TestCase(400, 100, 400, 0)]
    public void What_goes_back_is_what_would_not_have_been_asked(int revenue, int cancelled, int gone, int back) =>
        Assert.That(
            new EventInvoice
            {
                Currency = "EUR",
                Revenue = revenue,
                FeeRate = 5,
            }.CreditFor(cancelled, gone),
            Is.EqualTo((decimal)back)
        );

    [Test]
    public void However_orders_go_all_of_them_give_back_exactly_what_was_asked()
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
            var share = invoice.ShareOf(invoice.Revenue);
            var (gone, back) = (0m, 0m);
            foreach (var order in orders)
            {
                var credit = invoice.CreditFor(order, gone);
                Assert.That(credit, Is.GreaterThanOrEqualTo(0), "nothing more is asked for what is gone");
                (gone, back) = (gone + order, back + credit);
            }

            Assert.That(back, Is.EqualTo(share - invoice.DiscountOn(share)), $"round {i}");
        }
    }
}
