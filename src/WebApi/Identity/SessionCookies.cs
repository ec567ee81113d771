using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// The cookies of a session: the token (HttpOnly, so scripts cannot read it) and the CSRF value that scripts send in a header.
/// </summary>
internal static class SessionCookies
{
    private const string CsrfOfAccessToken = "csrf_access_token";

    public const string CsrfOfRefreshToken = "csrf_refresh_token";

    private const string RefreshPath = "/v1/auth/token/refresh";

    public static void SetRefreshToken(HttpContext http, SessionTokens session, AuthSettings settings)
    {
        http.Response.Cookies.Append(
            RequestToken.RefreshCookie,
            session.RefreshToken!,
            Options(http, RefreshPath, httpOnly: true, settings.RefreshLife)
        );
        http.Response.Cookies.Append(CsrfOfRefreshToken, session.Csrf, Options(http, "/", httpOnly: false, settings.RefreshLife));
    }

    /// <summary>For a session without a refresh token: the access token itself, for pages that do not handle tokens.</summary>
    public static void SetAccessToken(HttpContext http, SessionTokens session, AuthSettings settings)
    {
        http.Response.Cookies.Append(
            RequestToken.AccessCookie,
            session.AccessToken,
            Options(http, "/", httpOnly: true, settings.AccessLife)
        );
        http.Response.Cookies.Append(CsrfOfAccessToken, session.Csrf, Options(http, "/", httpOnly: false, settings.AccessLife));
    }

    public static void Clear(HttpContext http)
    {
        http.Response.Cookies.Delete(RequestToken.AccessCookie, Options(http, "/", httpOnly: true, null));
        http.Response.Cookies.Delete(RequestToken.RefreshCookie, Options(http, RefreshPath, httpOnly: true, null));
        http.Response.Cookies.Delete(CsrfOfAccessToken, Options(http, "/", httpOnly: false, null));
        http.Response.Cookies.Delete(CsrfOfRefreshToken, Options(http, "/", httpOnly: false, null));
    }

    private static CookieOptions Options(HttpContext http, string path, bool httpOnly, TimeSpan? lifetime) =>
        new()
        {
            Path = path,
            HttpOnly = httpOnly,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = lifetime,
        };
}
