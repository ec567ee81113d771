using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>An amount as it is printed: with its ISO code, since "$" is a dozen currencies.</summary>
internal static class MoneyText
{
    /// <summary>ISO 4217 currencies without minor units, and those with three digits.</summary>
    private static readonly HashSet<string> NoDecimals =
    [
        .. "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".Split(' '),
    ];
    private static readonly HashSet<string> ThreeDecimals = [.. "BHD IQD JOD KWD LYD OMR TND".Split(' ')];

    /// <returns>E.g. <c>EUR 1,250.00</c> or <c>JPY 5,000</c>; digits that the currency does not know are printed only if there are any.</returns>
    public static string Format(decimal amount, string currency)
    {
        var digits =
            NoDecimals.Contains(currency) ? 0
            : ThreeDecimals.Contains(currency) ? 3
            : 2;
        return $"{currency} {amount.ToString($"#,##0.{new string('0', digits)}######", CultureInfo.InvariantCulture)}";
    }

    public static string FormatOrFree(decimal amount, string currency) => amount == 0 ? "Free" : Format(amount, currency);
}
