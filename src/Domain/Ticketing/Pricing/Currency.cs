namespace OpenEvent.Domain.Ticketing;

/// <summary>The decimal places of currencies by ISO 4217. Currencies that are not listed here have two.</summary>
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

    /// <summary>The number of decimal places of the currency: 0, 2 or 3.</summary>
    public static int Decimals(string? currency) =>
        currency?.ToUpperInvariant() switch
        {
            { } code when WithoutDecimals.Contains(code) => 0,
            { } code when WithThreeDecimals.Contains(code) => 3,
            _ => 2,
        };

    /// <summary>Rounds to the currency's minor unit, halves away from zero.</summary>
    public static decimal Round(decimal amount, string? currency) => Math.Round(amount, Decimals(currency), MidpointRounding.AwayFromZero);

    /// <summary>The currency of an event: its <c>payment-currency</c>, else <see cref="Default"/>.</summary>
    public static string ForEvent(Events.Event e) => e.PaymentCurrency is { Length: 3 } currency ? currency.ToUpperInvariant() : Default;
}
