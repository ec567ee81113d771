using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Formats amounts with their ISO 4217 code, because symbols are ambiguous ("$" is the symbol of many currencies).</summary>
internal static class MoneyText
{
    /// <summary>ISO 4217 currencies without decimal places.</summary>
    private static readonly HashSet<string> NoDecimals =
    [
        .. "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".Split(' '),
    ];

    /// <summary>ISO 4217 currencies with three decimal places.</summary>
    private static readonly HashSet<string> ThreeDecimals = [.. "BHD IQD JOD KWD LYD OMR TND".Split(' ')];

    /// <returns>
    /// E.g. <c>EUR 1,250.00</c> or <c>JPY 5,000</c>. More decimal places than the currency has are printed only if they are not zero.
    /// </returns>
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
