using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace OpenEvent.Application.Resources;

/// <summary>
/// Sanitizes HTML from users: it keeps a small set of tags, attributes and styles, removes scripts, and turns URLs in text into links
/// (<c>docs/reference/events.md#html-text</c>).
/// </summary>
internal static partial class HtmlCleaner
{
    /// <summary>
    /// How deep elements may be nested. The parser walks all open elements at each tag, so with a limit its time is linear in the length.
    /// </summary>
    public const int MaxDepth = 50;

    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();
    private static readonly HtmlParser Parser = Sanitizer.HtmlParserFactory();

    /// <summary>The sanitiser's own, which understands CSS.</summary>
    private static readonly IBrowsingContext Context = Parser.ParseDocument("").Context;

    /// <exception cref="InvalidValueException">
    /// Elements are nested deeper than <see cref="MaxDepth"/>, or are closed in an order that multiplies them.
    /// </exception>
    public static string Clean(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0 && !UrlPattern.IsMatch(html))
            return html;
        var depth = new DepthLimit();
        var options = Parser.Options;
        options.OnCreated = (element, _) => depth.Add(element);
        using var document = new HtmlParser(options, Context).ParseDocument("<!doctype html><html><body>" + html);
        depth.Require();
        if (document.Body is not { } body)
            return "";
        if (body.GetElementsByTagName("*").Length > html.Length)
            throw new InvalidValueException("The HTML has tags that are closed in the wrong order.");
        Sanitizer.SanitizeDom(document, body);
        var cleaned = new StringBuilder(html.Length);
        WriteContent(body, cleaned);
        return cleaned.ToString();
    }

    /// <summary>AngleSharp's <c>ToHtml</c> of a list searches each node's place in it, which is quadratic.</summary>
    private static void WriteContent(INode parent, StringBuilder into)
    {
        var format = LinkingFormatter.Linking;
        foreach (var node in parent.ChildNodes)
            if (node is IElement element)
            {
                var isEmpty = element.Flags.HasFlag(NodeFlags.SelfClosing);
                into.Append(format.OpenTag(element, isEmpty));
                if (!isEmpty)
                    WriteContent(element, into);
                into.Append(format.CloseTag(element, isEmpty));
            }
            else if (node is ICharacterData text)
                into.Append(format.Text(text));
    }

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
        return sanitizer;
    }

    /// <summary>
    /// Measures the depth of each element once it has its place, which it has when the next one is created. Walks up at most
    /// <see cref="MaxDepth"/> steps.
    /// </summary>
    private sealed class DepthLimit
    {
        private INode? _last;

        public void Add(INode element)
        {
            Require();
            _last = element;
        }

        public void Require()
        {
            var depth = -3; // document, html and body
            for (var node = _last; node is not null; node = node.Parent)
                if (++depth > MaxDepth)
                    throw new InvalidValueException($"The HTML has more than {MaxDepth} levels of nested tags.");
        }
    }

    /// <summary>Writes HTML, and each URL in a text as a link to it.</summary>
    private sealed class LinkingFormatter : HtmlFormatter
    {
        public static readonly LinkingFormatter Linking = new();

        public override string Text(ICharacterData text)
        {
            if (!UrlPattern.IsMatch(text.Data) || text.Ancestors<IElement>().Any(a => a.LocalName is "a" or "code" or "pre"))
                return base.Text(text);
            var html = new StringBuilder();
            var from = 0;
            foreach (var match in UrlPattern.EnumerateMatches(text.Data))
            {
                var url = Escape(text.Data.Substring(match.Index, match.Length)); // has no quotes
                html.Append(Escape(text.Data[from..match.Index]))
                    .Append("<a href=\"")
                    .Append(url)
                    .Append("\" rel=\"nofollow noopener\">")
                    .Append(url)
                    .Append("</a>");
                from = match.Index + match.Length;
            }

            return html.Append(Escape(text.Data[from..])).ToString();
        }

        private static string Escape(string text) =>
            text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("\u00a0", "&nbsp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
