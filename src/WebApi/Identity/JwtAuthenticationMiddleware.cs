using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Finds out whose token a request brings, with one statement, before anything else is done for it. A token that is no good is refused, not
/// passed over: clients sign in again on a 401 (spec/openevent/clients.md).
/// </summary>
internal sealed class JwtAuthenticationMiddleware(
    RequestDelegate next,
    ITokenSigner tokenSigner,
    IAccountLookup accountLookup,
    ILastAccessRecorder lastAccess,
    ILogger<JwtAuthenticationMiddleware> log
)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var requestToken =
            http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IgnoreTokenMetadata>() is null
                ? RequestToken.Read(http.Request, RequestToken.AccessCookie)
                : null;
        if (requestToken is not null && !await AuthenticateAsync(http, requestToken))
            return;
        await next(http);
    }

    /// <summary>Verifies a token of a kind; on failure the answer is written.</summary>
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
        var claims = await VerifyAsync(http, tokenSigner, requestToken, TokenKind.Access);
        if (claims is null)
        {
            if (log.IsEnabled(LogLevel.Debug) && requestToken.Value is { } text)
                log.LogDebug(
                    "A token of user {UserId} was refused",
                    await tokenSigner.GetUserIdIgnoringExpiryAsync(text, http.RequestAborted)
                );
            return false;
        }

        var account = await accountLookup.FindAsync(claims.UserId, http.RequestAborted);
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
