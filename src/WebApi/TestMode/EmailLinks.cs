using System.Net;
using System.Text.RegularExpressions;

namespace OpenEvent.WebApi.TestMode;

/// <summary>Finds the links of an e-mail.</summary>
internal static partial class EmailLinks
{
    /// <returns>
    /// Each link once, in the order of the text. The role is the last word of its path, e.g. <c>verify</c>, <c>reset-password</c>,
    /// <c>role-invites</c> or <c>unsubscribe</c>.
    /// </returns>
    public static IReadOnlyList<(string Role, string Url)> Find(string html) =>
        [
            .. Target()
                .Matches(html)
                .Select(match => WebUtility.HtmlDecode(match.Groups["url"].Value))
                .Where(url =>
                    url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.IsWellFormedUriString(url, UriKind.Absolute)
                )
                .Distinct()
                .Select(url => (GetRole(url), url)),
        ];

    private static string GetRole(string url) => new Uri(url).AbsolutePath.Split('/').LastOrDefault(part => Word().IsMatch(part)) ?? "home";

    [GeneratedRegex("""href\s*=\s*("(?<url>[^"]+)"|'(?<url>[^']+)')""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Target();

    /// <summary>Identifiers have digits or are longer.</summary>
    [GeneratedRegex("^[a-z][a-z-]{2,}$")]
    private static partial Regex Word();
}
