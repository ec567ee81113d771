using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// The token of a request, from the header <c>Authorization</c> (<c>JWT</c> or <c>Bearer</c>), from a subprotocol of a WebSocket, or else
/// from a cookie.
/// </summary>
/// <param name="Value">Null if the header has one of these schemes but no single token.</param>
internal sealed record RequestToken(string? Value, bool IsCookie)
{
    public const string AccessCookie = "access_token_cookie";
    public const string RefreshCookie = "refresh_token_cookie";
    public const string CsrfHeader = "X-CSRF-TOKEN";

    /// <returns>Null if the request has no token.</returns>
    public static RequestToken? Read(HttpRequest request, string cookie)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            parts is [var scheme, ..]
            && (scheme.Equals("JWT", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        )
            return new RequestToken(parts.Length == 2 ? parts[1] : null, IsCookie: false);
        if (
            request.HttpContext.WebSockets.IsWebSocketRequest
            && WebSocketRequest
                .Protocols(request)
                .FirstOrDefault(p => p.StartsWith(WebSocketRequest.TokenProtocol, StringComparison.Ordinal))
                is { } protocol
        )
            return new RequestToken(protocol[WebSocketRequest.TokenProtocol.Length..], IsCookie: false);
        return request.Cookies[cookie] is { Length: > 0 } cookieValue ? new RequestToken(cookieValue, IsCookie: true) : null;
    }

    /// <summary>
    /// Protects against cross-site request forgery (double submit): a browser sends cookies with requests from other sites, but only a page
    /// of this site can read the CSRF value and send it in the header. Safe methods and tokens in the header need no check.
    /// </summary>
    public bool HasValidCsrf(HttpRequest request, string csrf) =>
        !IsCookie
        || HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method)
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers[CsrfHeader].ToString()),
            Encoding.UTF8.GetBytes(csrf)
        );
}
