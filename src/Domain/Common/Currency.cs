namespace OpenEvent.Domain.Common;

/// <summary>Money's smallest units: how many decimal places a currency has (ISO 4217, list one). The one place that knows; amounts are decimals of the major unit.</summary>
public static class Currency
{
    /// <summary>Of events that name none.</summary>
    public const string Default = "USD";

    /// <summary>0, 2, 3 or 4; two for a code that ISO does not list, as almost all have.</summary>
    /// <param name="code">Three letters, in any case.</param>
    public static int Digits(string code) => code.ToUpperInvariant() switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    /// <summary>To the smallest unit, halves away from zero.</summary>
    public static decimal Rounded(decimal amount, string code) => Math.Round(amount, Digits(code), MidpointRounding.AwayFromZero);

    /// <summary>How many smallest units an amount is.</summary>
    /// <exception cref="ArgumentException">It is not a whole number of them: nothing is rounded behind anybody's back.</exception>
    public static long Units(decimal amount, string code)
    {
        var units = amount * Power(Digits(code));
        return units == decimal.Truncate(units) ? (long)units : throw new ArgumentException($"{amount} is no amount of {code}: it has {Digits(code)} decimal places.");
    }

    public static decimal Amount(long units, string code) => units / Power(Digits(code));

    private static decimal Power(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => 10000m };
}
