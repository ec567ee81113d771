using System.Text.RegularExpressions;

namespace OpenEvent.Domain.Common;

/// <summary>
/// The rule of every phone number that people enter: digits of any script with the signs that people write between them, also several
/// numbers, and an extension. It is stored as it was written, because how a number is grouped differs from country to country. Format
/// characters are accepted, which copied contacts have.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>In characters. A number has at most 15 digits (ITU-T E.164); this leaves room for a second one and an extension.</summary>
    public const int MaxLength = 100;

    public const string Rule = "Not a phone number: at least 3 digits, with spaces and + ( ) . - / between them. An extension may follow.";

    private const int MinDigits = 3;

    public static bool IsValid(string text) => text.Length <= MaxLength && text.Count(char.IsDigit) >= MinDigits && Form().IsMatch(text);

    [GeneratedRegex(
        @"^(tel:)?[\p{Nd}\p{Zs}\p{Cf}+().\-\u2010-\u2013/,;*]+((x|ext\.?|;ext=|#)\p{Zs}?[0-9]{1,8})?\z",
        RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Form();
}
