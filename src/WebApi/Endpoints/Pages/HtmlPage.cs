using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// A small page for people who open a link of an e-mail. It works without JavaScript, loads nothing, and sends its form only to this
/// server.
/// </summary>
internal static class HtmlPage
{
    private const string Style = """
        body { font: 1.1rem/1.5 system-ui, sans-serif; color: #14213d; overflow-wrap: anywhere; }
        body { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        a { color: #0b63ce; }
        dl { margin: 0; }
        dt { color: #5b6472; font-size: .95rem; }
        dd { margin: 0 0 .8rem; white-space: pre-line; }
        form { margin-top: 1.5rem; }
        label { display: block; margin: 1rem 0; }
        input, button { font: inherit; border: 1px solid #5b6472; border-radius: 4px; }
        input { display: block; width: 100%; padding: .6rem; box-sizing: border-box; }
        button { padding: .7rem 1.3rem; margin: 0 .5rem .6rem 0; color: #fff; background: #0b63ce; border-color: #0b63ce; }
        button ~ button { color: #0b63ce; background: #fff; }
        """;

    /// <summary>Encodes the special characters of HTML only, so that letters of all scripts stay readable in the source.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>https://www.w3.org/TR/CSP3/#framework-directive-source-list: the hash allows this style and no other.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <param name="text">Plain text.</param>
    /// <param name="content">HTML; its values must be encoded.</param>
    public static IResult Show(HttpContext http, string title, string text, string content = "", int status = StatusCodes.Status200OK)
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
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Encode(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{Encode(title)}</h1>
            {(text.Length == 0 ? "" : $"<p>{Encode(text)}</p>")}
            {content}
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status
        );
    }

    public static string Encode(string text) => Encoder.Encode(text);
}
