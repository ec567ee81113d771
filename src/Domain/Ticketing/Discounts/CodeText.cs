using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// How the texts of codes are stored and compared (docs/reference/discount-and-access-codes.md#reading-a-code). Discount codes are the same
/// if they differ in case only; access codes are not.
/// </summary>
public static class CodeText
{
    /// <summary>Without spaces around it, in Unicode normal form C. Access codes are unique and found by this text.</summary>
    public static string Normalize(string text) => NormalFormC.Of(text).Trim();

    /// <summary>The text by which a discount code is unique in its event, and found.</summary>
    public static string KeyOf(string text) => Normalize(text).ToLowerInvariant();
}
