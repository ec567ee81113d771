using System.Text.RegularExpressions;

namespace OpenEvent.Domain.Common;

/// <summary>
/// The rule of every phone number that people enter: digits with the signs that people write between them, also several numbers, and an
/// extension. It is stored as it was written, because how a number is grouped differs from country to country.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>In characters. A number has at most 15 digits (ITU-T E.164); this leaves room for a second one and an extension.</summary>
    public const int MaxLength = 100;

    private const int MinDigits = 3;

    public static bool IsValid(string text) =>
        text.Length <= MaxLength && text.Count(char.IsAsciiDigit) >= MinDigits && Form().IsMatch(text);

    [GeneratedRegex(@"^[0-9 +().\-\u2010-\u2013/,;*]+((x|ext\.?|;ext=|#) ?[0-9]{1,8})?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Form();
}
