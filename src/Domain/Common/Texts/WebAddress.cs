namespace OpenEvent.Domain.Common;

/// <summary>
/// The rule of every URL that people enter: an absolute http or https address, or a path of this server. Other schemes can run code in the
/// browser of the person who follows the link.
/// </summary>
public static class WebAddress
{
    public const int MaxLength = 2048;

    public static bool IsValid(string url) =>
        url.Length <= MaxLength
        && (
            url.StartsWith("/v1/", StringComparison.Ordinal)
            || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        );
}
