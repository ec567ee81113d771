using System.Collections.Frozen;

namespace OpenEvent.Domain.Common;

/// <summary>
/// The currencies that can be charged: the alphabetic codes of ISO 4217 (list of 2026-01-01), without funds, metals and codes for tests,
/// and the decimal places of each. Amounts are never smaller than the currency's minor unit.
/// </summary>
public static class Currency
{
    public const string Default = "USD";

    private static readonly FrozenDictionary<string, int> DecimalPlaces = Read(
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (
            2,
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK
            DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK
            LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR
            RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED
            VES WST XCD XCG YER ZAR ZMW ZWG
            """
        )
    );

    /// <param name="code">In upper case.</param>
    public static bool IsKnown(string code) => DecimalPlaces.ContainsKey(code);

    /// <summary>The number of decimal places of the currency: 0, 2 or 3.</summary>
    public static int Decimals(string? currency) => currency is null ? 2 : DecimalPlaces.GetValueOrDefault(currency.ToUpperInvariant(), 2);

    /// <summary>Rounds to the currency's minor unit, halves away from zero.</summary>
    public static decimal Round(decimal amount, string? currency) => Math.Round(amount, Decimals(currency), MidpointRounding.AwayFromZero);

    /// <returns>What is wrong with an amount that people enter: it has a part below the minor unit. Null if nothing is.</returns>
    public static string? FindProblem(decimal? amount, string currency) =>
        amount is not { } given || given == Round(given, currency) ? null
        : Decimals(currency) == 0 ? $"An amount in {currency} has no decimal places."
        : $"An amount in {currency} can have at most {Decimals(currency)} decimal places.";

    /// <exception cref="RejectedException">Invalid, at <paramref name="pointer"/>: the amount has a part below the minor unit.</exception>
    public static void Require(decimal? amount, string currency, string pointer)
    {
        if (FindProblem(amount, currency) is { } problem)
            throw RejectedException.Invalid(problem, pointer);
    }

    private static FrozenDictionary<string, int> Read(params (int Decimals, string Codes)[] groups) =>
        groups
            .SelectMany(g => g.Codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(code => (code, g.Decimals)))
            .ToFrozenDictionary(c => c.code, c => c.Decimals);

    /// <summary>The same amount without zeros at the end of its decimals: 20.10 becomes 20.1.</summary>
    public static decimal TrimZeros(decimal amount) => amount / 1.000000000000000000000000000m;
}
