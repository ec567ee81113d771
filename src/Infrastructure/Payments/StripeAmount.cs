using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>
/// Amounts as Stripe counts them: in the currency's smallest units, with the exceptions of https://docs.stripe.com/currencies (2026): ISK and UGX have no
/// fractions but are sent in hundredths, MGA has none, and amounts with three places are multiples of ten.
/// </summary>
internal static class StripeAmount
{
    /// <exception cref="PaymentRejectedException">Stripe has no such amount. It is never rounded: the buyer pays what he was told.</exception>
    public static long ToMinorUnits(decimal amount, string currency)
    {
        var (digits, step) = GetRules(currency);
        var units = amount * PowerOfTen(digits);
        return units == decimal.Truncate(units) && units % step == 0
            ? (long)units
            : throw new PaymentRejectedException(
                $"Stripe takes {currency.ToUpperInvariant()} in steps of {step / PowerOfTen(digits):0.##}."
            )
            {
                Code = "amount_step",
            };
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
