using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.WebApi.Identity;

/// <summary>Where a request carries its token: the header <c>Authorization</c> (<c>JWT</c> or <c>Bearer</c>), else a cookie.</summary>
/// <param name="Value">null: the header names a scheme of ours, but no token.</param>
internal sealed record RequestToken(string? Value, bool IsCookie)
{
    public const string AccessCookie = "access_token_cookie",
        RefreshCookie = "refresh_token_cookie",
        CsrfHeader = "X-CSRF-TOKEN";

    /// <returns>null where the request brings no token.</returns>
    public static RequestToken? Read(HttpRequest request, string cookie)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            parts is [var scheme, ..]
            && (scheme.Equals("JWT", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        )
            return new RequestToken(parts.Length == 2 ? parts[1] : null, IsCookie: false);
        return request.Cookies[cookie] is { Length: > 0 } cookieValue ? new RequestToken(cookieValue, IsCookie: true) : null;
    }

    /// <summary>
    /// A browser sends cookies by itself, also with what another site makes it send; the header can be set only by a page that has read the token
    /// (double submit).
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
