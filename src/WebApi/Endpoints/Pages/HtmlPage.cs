using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// A small page for people who open a link of an e-mail. It works without JavaScript, loads nothing, and sends its form only to this
/// server.
/// </summary>
internal static class HtmlPage
{
    private const string Style = """
        body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem; color: #222; }
        label { display: block; margin: 1rem 0; }
        input { display: block; width: 100%; padding: .5rem; font: inherit; box-sizing: border-box; }
        button { padding: .6rem 1.2rem; font: inherit; }
        """;

    /// <summary>https://www.w3.org/TR/CSP3/#framework-directive-source-list: the hash allows this style and no other.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <param name="text">Plain text.</param>
    /// <param name="form">HTML; its values must be encoded.</param>
    public static IResult Show(HttpContext http, string title, string text, string form = "", int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        // The address has a token.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex">
            <title>{Encode(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{Encode(title)}</h1>
            <p>{Encode(text)}</p>
            {form}
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status
        );
    }

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
