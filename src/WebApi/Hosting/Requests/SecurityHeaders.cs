using OpenEvent.WebApi.Identity;
using Scalar.AspNetCore;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// The headers of every response that limit what browsers and caches do with it
/// (https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers). An endpoint that sets one of them
/// itself keeps its own value.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>Responses of the API are data: a browser that shows one loads nothing and runs nothing.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(SetHeadersAsync, http);
                return next(http);
            }
        );

    private static Task SetHeadersAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce
                ? GetReferencePagePolicy(nonce)
                : DataPolicy;
        if (headers.CacheControl.Count == 0 && IsPrivate(http))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Everything but what an anonymous read returned, which is the same for everybody.</summary>
    private static bool IsPrivate(HttpContext http) =>
        !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        || http.Features.Get<AuthenticatedToken>() is not null
        || http.Request.Headers.Authorization.Count > 0
        || http.Response.Headers.SetCookie.Count > 0;

    /// <summary>The reference page runs its own script, which adds its styles to the page and sends requests to this server.</summary>
    private static string GetReferencePagePolicy(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}
