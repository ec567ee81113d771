using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using OpenEvent.WebApi.Endpoints.Pages;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// Serves the page of the lab, which <c>src/WebApi/Lab/build.mjs</c> builds, at <c>/lab/</c>. Every address of the page that is not a file
/// answers with <c>index.html</c>, whose script shows what the address names. Without the built files, <c>/lab/</c> says how to build them.
/// </summary>
internal static class LabPage
{
    private const string Prefix = "/lab";
    private const string Index = "/lab/index.html";

    /// <summary>Trusted types: the browser refuses a script that turns text into HTML, so a user's text is never run.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void UseLabPage(this WebApplication app) => app.UseLabPage(Path.Combine(AppContext.BaseDirectory, "wwwroot", "lab"));

    /// <param name="folder">Where the built files are, if they are built.</param>
    public static void UseLabPage(this WebApplication app, string folder)
    {
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.Use((http, next) => FindTarget(http.Request) is { } target ? AnswerWithoutFilesAsync(http, target) : next(http));
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.Use((http, next) => FindTarget(http.Request) is { } target ? ServeAsync(http, target, files, next) : next(http));
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = Prefix,
                ServeUnknownFileTypes = true,
                OnPrepareResponse = SetHeaders,
            }
        );
    }

    /// <returns>The path of a file, <c>/lab/</c> for a redirection to it, or null for a request to something else.</returns>
    private static string? FindTarget(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return null;
        var path = request.Path.Value ?? "";
        if (path == Prefix)
            return Prefix + "/";
        if (!path.StartsWith(Prefix + "/", StringComparison.Ordinal))
            return null;
        return Path.HasExtension(path) ? path : Index;
    }

    private static Task ServeAsync(HttpContext http, string target, PhysicalFileProvider files, RequestDelegate next)
    {
        if (target == Prefix + "/")
            return RedirectAsync(http);
        var compressed = target + ".br";
        http.Request.Path = AcceptsBrotli(http.Request) && files.GetFileInfo(compressed[Prefix.Length..]).Exists ? compressed : target;
        return next(http);
    }

    private static Task AnswerWithoutFilesAsync(HttpContext http, string target) =>
        target == Prefix + "/"
            ? RedirectAsync(http)
            : HtmlPage
                .Show(
                    http,
                    "The page of the lab is not built",
                    "Start the server with ./run, or run “npm ci && npm run build” in src/WebApi/Lab (Node 18 or newer) and publish again. "
                        + "The lab's HTTP interface works without the page.",
                    status: StatusCodes.Status404NotFound
                )
                .ExecuteAsync(http);

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect(http.Request.PathBase + Prefix + "/" + http.Request.QueryString);
        return Task.CompletedTask;
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is not 0);

    private static void SetHeaders(StaticFileResponseContext served)
    {
        var headers = served.Context.Response.Headers;
        var name = served.File.Name;
        if (name.EndsWith(".br", StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
            name = name[..^3];
        }

        headers.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".map" => "application/json",
            _ => "application/octet-stream",
        };
        headers.Vary = StringValues.Concat(headers.Vary, "Accept-Encoding");
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        // All other names contain a hash of the content.
        headers.CacheControl = name is "index.html" or "icon.svg" ? "no-cache" : "public, max-age=31536000, immutable";
    }
}
