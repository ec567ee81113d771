namespace OpenEvent.Domain.Ticketing;

/// <summary>How many decimals an amount of a currency has: ISO 4217's minor unit. What is not listed has two.</summary>
public static class Currency
{
    public const string Default = "USD";

    private static readonly HashSet<string> WithoutDecimals =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    private static readonly HashSet<string> WithThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <returns>0, 2 or 3.</returns>
    public static int Decimals(string? currency) =>
        currency?.ToUpperInvariant() switch
        {
            { } code when WithoutDecimals.Contains(code) => 0,
            { } code when WithThreeDecimals.Contains(code) => 3,
            _ => 2,
        };

    /// <summary>To the minor unit, halves away from zero.</summary>
    public static decimal Round(decimal amount, string? currency) => Math.Round(amount, Decimals(currency), MidpointRounding.AwayFromZero);

    /// <summary>The currency that an event takes.</summary>
    public static string ForEvent(Events.Event e) => e.PaymentCurrency is { Length: 3 } currency ? currency.ToUpperInvariant() : Default;
}
