using System.Text;
using OpenEvent.Application.Platform;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>Writes a <see cref="PageView"/> as HTML.</summary>
internal static class PageViewHtml
{
    public static IResult Show(HttpContext http, PageView view, string form = "")
    {
        var html = new StringBuilder();
        AppendLines(html, view.Lines);
        foreach (var list in (view.Lists ?? []).Where(list => list.Lines.Count > 0))
        {
            html.Append("<h2>").Append(HtmlPage.Encode(list.Title)).Append("</h2>\n");
            AppendLines(html, list.Lines);
        }

        return HtmlPage.Show(http, view.Title, "", html.Append(form).ToString());
    }

    private static void AppendLines(StringBuilder html, IReadOnlyList<PageLine> lines)
    {
        html.Append("<dl>\n");
        foreach (var line in lines)
        {
            if (line.Label.Length > 0)
                html.Append("<dt>").Append(HtmlPage.Encode(line.Label)).Append("</dt>");
            html.Append("<dd>").Append(ToText(line)).Append("</dd>\n");
        }

        html.Append("</dl>\n");
    }

    private static string ToText(PageLine line) =>
        line.Url is { } url && IsSafe(url)
            ? $"""<a href="{HtmlPage.Encode(url)}" rel="noreferrer">{HtmlPage.Encode(line.Text)}</a>"""
            : HtmlPage.Encode(line.Text);

    /// <summary>Organizers type URLs, and a browser runs those that start with <c>javascript:</c>.</summary>
    private static bool IsSafe(string url) =>
        (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal))
        || (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https");
}
