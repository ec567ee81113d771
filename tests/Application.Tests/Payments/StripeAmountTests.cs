using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Payments;

namespace OpenEvent.Application.Tests.Payments;

/// <summary>Conversion to the minor units of Stripe, with its special currencies (https://docs.stripe.com/currencies).</summary>
[TestFixture]
public sealed class StripeAmountTests
{
    [TestCase("USD", "10", 1000)]
    [TestCase("eur", "0.5", 50)]
    [TestCase("JPY", "500", 500)]
    [TestCase("KWD", "5.12", 5120)]
    [TestCase("ISK", "5", 500)]
    [TestCase("UGX", "5", 500)]
    [TestCase("MGA", "700", 700)]
    public void Amount_converts_to_minor_units_and_back(string currency, string amount, long units)
    {
        var money = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(StripeAmount.ToMinorUnits(money, currency), Is.EqualTo(units));
        Assert.That(StripeAmount.FromMinorUnits(units, currency), Is.EqualTo(money));
    }

    [TestCase("USD", "10.005")]
    [TestCase("JPY", "500.5")]
    [TestCase("KWD", "5.124")]
    [TestCase("ISK", "5.5")]
    [TestCase("MGA", "7.2")]
    public void Amount_that_Stripe_cannot_charge_exactly_is_rejected(string currency, string amount) =>
        Assert.That(
            () => StripeAmount.ToMinorUnits(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency),
            Throws.TypeOf<PaymentRejectedException>()
        );
}
