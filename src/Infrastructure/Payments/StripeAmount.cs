using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>
/// Converts amounts to and from Stripe's units: the currency's smallest unit, with the exceptions of https://docs.stripe.com/currencies
/// (2026). ISK and UGX have no fractions but are sent in hundredths. MGA has no fractions. Amounts with three decimal places are multiples
/// of ten units.
/// </summary>
internal static class StripeAmount
{
    /// <param name="amount">In major units, e.g. euros.</param>
    /// <param name="currency">ISO 4217 code in any case.</param>
    /// <exception cref="PaymentRejectedException">
    /// Stripe cannot charge the amount exactly. It is not rounded, because the buyer must pay the amount that they were shown.
    /// </exception>
    public static long ToMinorUnits(decimal amount, string currency)
    {
        var (digits, step) = GetRules(currency);
        var units = amount * PowerOfTen(digits);
        return units == decimal.Truncate(units) && units % step == 0
            ? (long)units
            : throw new PaymentRejectedException(
                $"Stripe accepts {currency.ToUpperInvariant()} in steps of {step / PowerOfTen(digits):0.##} only."
            )
            {
                Code = "amount_step",
            };
    }

    /// <summary>Whether every amount in the currency's minor unit is a whole number of Stripe's steps.</summary>
    public static bool CanChargeExactly(string currency)
    {
        var (digits, step) = GetRules(currency);
        return PowerOfTen(digits) / PowerOfTen(Currency.Decimals(currency)) % step == 0;
    }

    public static decimal FromMinorUnits(long units, string currency) => units / PowerOfTen(GetRules(currency).Digits);

    private static (int Digits, int Step) GetRules(string currency) =>
        currency.ToUpperInvariant() switch
        {
            "ISK" or "UGX" => (2, 100),
            "MGA" => (0, 1),
            var other => Currency.Decimals(other) switch
            {
                3 => (3, 10),
                var digits => (digits, 1),
            },
        };

    private static decimal PowerOfTen(int digits) =>
        digits switch
        {
            0 => 1m,
            2 => 100m,
            3 => 1000m,
            _ => 10000m,
        };
}
