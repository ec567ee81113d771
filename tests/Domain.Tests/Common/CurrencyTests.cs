using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class CurrencyTests
{
    [TestCase("EUR", 2)]
    [TestCase("JPY", 0)]
    [TestCase("KWD", 3)]
    [TestCase("XAF", 0)]
    public void Currencies_of_ISO_4217_are_known(string code, int decimals) =>
        Assert.That((Currency.IsKnown(code), Currency.Decimals(code)), Is.EqualTo((true, decimals)));

    [TestCase("XXX")]
    [TestCase("XTS")]
    [TestCase("XAU")]
    [TestCase("EURO")]
    [TestCase("eur")]
    [TestCase("978")]
    [TestCase("")]
    public void Other_codes_are_not(string code) => Assert.That(Currency.IsKnown(code), Is.False);

    [TestCase("0.4", "JPY", "An amount in JPY has no decimal places.")]
    [TestCase("0.004", "EUR", "An amount in EUR can have at most 2 decimal places.")]
    [TestCase("0.0000001", "EUR", "An amount in EUR can have at most 2 decimal places.")]
    [TestCase("12.3456", "KWD", "An amount in KWD can have at most 3 decimal places.")]
    [TestCase("1", "JPY", null)]
    [TestCase("0.50", "EUR", null)]
    [TestCase("0.500", "EUR", null)]
    [TestCase("12.345", "KWD", null)]
    public void Amounts_have_no_part_below_the_minor_unit(string amount, string currency, string? problem) =>
        Assert.That(
            Currency.FindProblem(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency),
            Is.EqualTo(problem)
        );
}
