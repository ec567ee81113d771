using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace OpenEvent.Application.Events;

/// <summary>
/// Sanitizes HTML from users: it keeps a small set of tags, attributes and styles, removes scripts, and turns URLs in text into links
/// (<c>docs/reference/events.md#html-text</c>).
/// </summary>
internal static partial class HtmlCleaner
{
    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    public static string Clean(string html) =>
        html.AsSpan().IndexOfAny('<', '&') < 0 && !UrlPattern.IsMatch(html) ? html : Sanitizer.Sanitize(html);

    [GeneratedRegex("""\bhttps?://[^\s<>"']*[^\s<>"'.,;:!?)\]]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern { get; }

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "a",
                    "abbr",
                    "acronym",
                    "b",
                    "blockquote",
                    "br",
                    "code",
                    "em",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "i",
                    "img",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "span",
                    "strike",
                    "strong",
                    "sub",
                    "sup",
                    "table",
                    "tbody",
                    "td",
                    "th",
                    "thead",
                    "tr",
                    "u",
                    "ul",
                    "div",
                },
                AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "href",
                    "title",
                    "target",
                    "rel",
                    "style",
                    "src",
                    "alt",
                    "class",
                },
                AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "color",
                    "font-weight",
                    "text-decoration",
                    "text-align",
                },
                AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
                UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
            }
        );
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is IHtmlAnchorElement link)
                link.SetAttribute("rel", "nofollow noopener");
        };
        sanitizer.PostProcessDom += (_, e) =>
        {
            foreach (
                var text in e
                    .Document.Body!.Descendants<IText>()
                    .Where(t => UrlPattern.IsMatch(t.Data) && !IsExcludedFromLinking(t))
                    .ToList()
            )
                LinkUrls(text);
        };
        return sanitizer;
    }

    private static bool IsExcludedFromLinking(INode node) => node.Ancestors<IElement>().Any(a => a.LocalName is "a" or "code" or "pre");

    /// <summary>Replaces each URL in a text node by a link to it.</summary>
    private static void LinkUrls(IText text)
    {
        var document = text.Owner!;
        var from = 0;
        List<INode> nodes = [];
        foreach (var match in UrlPattern.EnumerateMatches(text.Data))
        {
            var link = document.CreateElement("a");
            link.TextContent = text.Data.Substring(match.Index, match.Length);
            link.SetAttribute("href", link.TextContent);
            link.SetAttribute("rel", "nofollow noopener");
            nodes.AddRange([document.CreateTextNode(text.Data[from..match.Index]), link]);
            from = match.Index + match.Length;
        }

        nodes.Add(document.CreateTextNode(text.Data[from..]));
        text.Replace([.. nodes]);
    }
}
