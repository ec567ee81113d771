using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Formats amounts for documents and e-mails, with their ISO 4217 code, because symbols are ambiguous ("$" is the symbol of many
/// currencies).
/// </summary>
public static class MoneyText
{
    /// <returns>
    /// E.g. <c>EUR 1,250.00</c> or <c>JPY 5,000</c>. More decimal places than the currency has are printed only if they are not zero.
    /// </returns>
    public static string Format(decimal amount, string currency) =>
        $"{currency} {amount.ToString($"#,##0.{new string('0', Currency.Decimals(currency))}######", CultureInfo.InvariantCulture)}";

    public static string FormatOrFree(decimal amount, string currency) => amount == 0 ? "Free" : Format(amount, currency);
}
