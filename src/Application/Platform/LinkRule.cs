namespace OpenEvent.Application.Platform;

/// <summary>
/// The rule for links that staff type and clients render: a web address, an e-mail address with <c>mailto:</c>, or a path of the frontend.
/// Other schemes, such as javascript:, are rejected.
/// </summary>
internal static class LinkRule
{
    public const string Message = "Not a valid URL.";

    public static bool IsSafe(string? link) =>
        string.IsNullOrEmpty(link)
        || (
            !link.Any(char.IsControl)
            && !link.Any(char.IsWhiteSpace)
            && !link.StartsWith("//", StringComparison.Ordinal)
            && HasSafeScheme(link)
        );

    private static bool HasSafeScheme(string link)
    {
        var end = link.IndexOfAny([':', '/', '?', '#']);
        return end < 0
            || link[end] != ':'
            || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
    }
}
