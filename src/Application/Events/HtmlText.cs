using Ganss.Xss;

namespace OpenEvent.Application.Events;

/// <summary>Cleans HTML that people write: a small set of tags, links, three styles (<c>spec/openevent/behaviours.md</c> §7). Scripts never come through.</summary>
internal static class HtmlText
{
    private static readonly HtmlSanitizer Sanitizer = Make();

    public static string Clean(string html) =>
        html.AsSpan().IndexOfAny('<', '&') < 0 ? html : Sanitizer.Sanitize(html);

    private static HtmlSanitizer Make()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "a", "abbr", "acronym", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre",
                "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul", "div",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "title", "target", "rel", "style", "src", "alt", "class" },
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "color", "font-weight", "text-decoration", "text-align" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
        });
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is AngleSharp.Html.Dom.IHtmlAnchorElement link) link.SetAttribute("rel", "nofollow noopener");
        };
        return sanitizer;
    }
}
