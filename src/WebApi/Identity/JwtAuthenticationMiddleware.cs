using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Verifies the token of a request and loads its account with one SQL statement. A token is that of a session (JWT) or of a program
/// (<see cref="AccessTokenReader"/>). A request with an invalid token is rejected, not
/// treated as anonymous, because clients sign in again after a 401 (<c>docs/reference/client-expectations.md#client-sign-in</c>).
/// </summary>
internal sealed class JwtAuthenticationMiddleware(
    RequestDelegate next,
    ITokenSigner tokenSigner,
    IAccountLookup accountLookup,
    LabRequests labRequests,
    ILastAccessRecorder lastAccess,
    AccessTokenReader accessTokens,
    ILogger<JwtAuthenticationMiddleware> log
)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var requestToken =
            endpoint is not null && endpoint.Metadata.GetMetadata<IgnoreTokenMetadata>() is null
                ? RequestToken.Read(http.Request, RequestToken.AccessCookie)
                : null;
        if (requestToken is { IsCookie: true } && endpoint?.Metadata.GetMetadata<HeaderTokenOnly>() is not null)
            requestToken = null;
        if (requestToken is not null && !await AuthenticateAsync(http, requestToken))
            return;
        await next(http);
    }

    /// <summary>Verifies a token and its kind. On failure it writes the error response and returns null.</summary>
    public static async Task<TokenClaims?> VerifyAsync(
        HttpContext http,
        ITokenSigner tokenSigner,
        RequestToken requestToken,
        TokenKind kind
    )
    {
        var (claims, error) = requestToken.Value is { } text
            ? await tokenSigner.ReadAsync(text, http.RequestAborted)
            : new TokenReadResult(null, TokenError.Malformed);
        var (status, detail) = error switch
        {
            null when claims!.Kind != kind => (422, $"Only {kind.ToString().ToLowerInvariant()} tokens are allowed"),
            null when !requestToken.HasValidCsrf(http.Request, claims!.Csrf) => (401, "CSRF double submit tokens do not match"),
            null => (200, ""),
            TokenError.Malformed => (422, "Bad Authorization header. Expected value 'JWT <JWT>'"),
            TokenError.Expired => (401, "Token has expired"),
            TokenError.NotYetValid => (401, "The token is not yet valid"),
            _ => (401, "Signature verification failed"),
        };
        if (status == 200)
            return claims;
        await PlainError.WriteAsync(http, status, detail);
        return null;
    }

    private async Task<bool> AuthenticateAsync(HttpContext http, RequestToken requestToken)
    {
        if (requestToken is { IsCookie: false, Value: { } value } && AccessTokenReader.Reads(value))
            return await accessTokens.AuthenticateAsync(http, value, labRequests.Contains(http));
        var claims = await VerifyAsync(http, tokenSigner, requestToken, TokenKind.Access);
        if (claims is null)
        {
            if (log.IsEnabled(LogLevel.Debug) && requestToken.Value is { } text)
                log.LogDebug(
                    "A token of user {UserId} was rejected",
                    await tokenSigner.GetUserIdIgnoringExpiryAsync(text, http.RequestAborted)
                );
            return false;
        }

        var account = await accountLookup.FindAsync(claims.UserId, http.RequestAborted, labRequests.Contains(http));
        if (account is null || !account.IsTokenValid(claims))
        {
            await PlainError.WriteAsync(
                http,
                RejectedException.Unauthenticated(account is null ? "User not found" : "Token has been revoked")
            );
            return false;
        }

        http.Features.Set(new AuthenticatedToken(claims, account));
        lastAccess.Record(claims.UserId);
        return true;
    }
}
