using NUnit.Framework;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The fee of an invoice, and who sees and changes it. User 1 owes it.</summary>
public sealed class EventInvoiceTests
{
    private static readonly EventInvoicePolicy Policy = new();
    private static readonly EventInvoice Invoice = new() { EventId = TestActors.EventId, UserId = TestActors.UserId };

    [TestCase("EUR", 100, 5, null, "5")]
    [TestCase("EUR", 33.33, 5, null, "1.67", Description = "1.6665 is rounded up")]
    [TestCase("JPY", 333, 5, null, "17")]
    [TestCase("EUR", 100, 5, 4.999, "5.00", Description = "the maximum is rounded too")]
    [TestCase("EUR", 100, 5, 4, "4")]
    [TestCase("EUR", 100, 5, 6, "5")]
    [TestCase("EUR", 0, 5, null, "0")]
    public void The_fee_is_a_percentage_up_to_a_maximum(string currency, decimal revenue, decimal rate, double? most, string fee) =>
        Assert.That(
            new EventInvoice
            {
                Currency = currency,
                FeeRate = rate,
                FeeMost = (decimal?)most,
            }.PlatformFeeOn(revenue),
            Is.EqualTo(decimal.Parse(fee, System.Globalization.CultureInfo.InvariantCulture))
        );

    [TestCase(DiscountCode.Percent, 50, 5)]
    [TestCase(DiscountCode.Percent, 33.333, 3.33)]
    [TestCase(DiscountCode.Amount, 4, 4)]
    [TestCase(DiscountCode.Amount, 40, 10)]
    [TestCase(null, 40, 0)]
    public void The_discount_is_at_most_the_fee(string? type, decimal value, decimal discount) =>
        Assert.That(
            new EventInvoice
            {
                Currency = "EUR",
                DiscountType = type,
                DiscountValue = value,
            }.DiscountOnFee(10),
            Is.EqualTo(discount)
        );

    [Test]
    public void The_debtor_and_the_team_see_an_invoice()
    {
        Assert.That(TestActors.Where(a => Policy.CanSee(a, Invoice)), Is.EqualTo(TestActors.Coorganizers + " user"));
        Assert.That(TestActors.Where(a => Policy.CanSee(a, new EventInvoice())), Is.EqualTo(TestActors.Staff), "of no event and no user");
        Assert.That(TestActors.AllowedBy(Policy.List), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.Where(a => Policy.CanSeePrivate(a, Invoice)), Is.EqualTo(TestActors.Staff + " user"));
    }

    [TestCase(nameof(EventInvoice.PaymentMode), TestActors.Staff + " user")]
    [TestCase(nameof(EventInvoice.StripeToken), TestActors.Staff + " user")]
    [TestCase(nameof(EventInvoice.PaypalToken), TestActors.Staff + " user")]
    [TestCase(nameof(EventInvoice.Status), TestActors.Staff)]
    [TestCase(nameof(EventInvoice.Amount), TestActors.Staff)]
    public void The_debtor_chooses_how_to_pay_and_staff_the_rest(string member, string allowed)
    {
        var change = TestChanges.To<EventInvoice>(member, "the-field");
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, Invoice, change)), Is.EqualTo(allowed));
        Assert.That(
            Policy.Update(TestActors.Named("user"), Invoice, change).Field,
            Is.EqualTo(allowed == TestActors.Staff ? "the-field" : null)
        );
    }

    [Test]
    public void Nobody_creates_or_deletes_an_invoice()
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, Invoice)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, Invoice)), Is.Empty);
    }
}
