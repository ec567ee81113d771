using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The platform's fee: a percentage of an amount, at most a maximum.</summary>
public static class FeeRule
{
    /// <param name="percent">0 to 100. Null: no fee.</param>
    /// <param name="maximum">In the currency. Null: none.</param>
    /// <param name="currency">An ISO 4217 code. The fee is rounded to its unit.</param>
    public static decimal FeeOn(decimal amount, decimal? percent, decimal? maximum, string currency)
    {
        var fee = amount * (percent ?? 0) / 100;
        return Currency.Round(maximum is { } most && most < fee ? most : fee, currency);
    }
}
