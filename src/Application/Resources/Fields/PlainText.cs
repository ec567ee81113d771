using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OpenEvent.Application.Resources;

/// <summary>Reads the text of stored HTML, which <see cref="HtmlCleaner"/> has cleaned: for calendars, tables and PDF documents.</summary>
internal static class PlainText
{
    private static readonly HashSet<string> Blocks =
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "ul",
        "ol",
        "table",
    ];

    /// <returns>The text with a line for each block; null for null.</returns>
    public static string? FromHtml(string? html)
    {
        if (html is null || html.AsSpan().IndexOfAny('<', '&') < 0)
            return html;
        using var document = new HtmlParser().ParseDocument("<!doctype html><html><body>" + html);
        var text = new StringBuilder(html.Length);
        if (document.Body is { } body)
            Append(body, text);
        return text.ToString().Trim();
    }

    private static void Append(INode parent, StringBuilder text)
    {
        foreach (var node in parent.ChildNodes)
            if (node is IText { Data: var data })
                text.Append(data);
            else if (node is IElement element)
            {
                var isBlock = Blocks.Contains(element.LocalName);
                if (isBlock)
                    StartLine(text);
                Append(element, text);
                if (isBlock)
                    StartLine(text);
            }
    }

    private static void StartLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
    }
}
