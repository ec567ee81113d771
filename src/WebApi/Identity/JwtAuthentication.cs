using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Finds out whose token a request brings, with one statement, before anything else is done for it. A token that is no good is refused, not
/// passed over: clients sign in again on a 401 (spec/openevent/clients.md).
/// </summary>
internal sealed class JwtAuthentication(
    RequestDelegate next,
    ITokens tokens,
    IAccounts accounts,
    IPresence presence,
    ILogger<JwtAuthentication> log
)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var source =
            http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IgnoresToken>() is null
                ? TokenSource.Of(http.Request, TokenSource.AccessCookie)
                : null;
        if (source is not null && !await AdmitAsync(http, source))
            return;
        await next(http);
    }

    /// <summary>Verifies a token of a kind; on failure the answer is written.</summary>
    public static async Task<TokenClaims?> VerifyAsync(HttpContext http, ITokens tokens, TokenSource source, TokenKind kind)
    {
        var (claims, fault) = source.Text is { } text
            ? await tokens.ReadAsync(text, http.RequestAborted)
            : new TokenReading(null, TokenFault.Malformed);
        var (status, detail) = fault switch
        {
            null when claims!.Kind != kind => (422, $"Only {kind.ToString().ToLowerInvariant()} tokens are allowed"),
            null when !source.IsMeant(http.Request, claims!.Csrf) => (401, "CSRF double submit tokens do not match"),
            null => (200, ""),
            TokenFault.Malformed => (422, "Bad Authorization header. Expected value 'JWT <JWT>'"),
            TokenFault.Expired => (401, "Token has expired"),
            TokenFault.NotYetValid => (401, "The token is not yet valid"),
            _ => (401, "Signature verification failed"),
        };
        if (status == 200)
            return claims;
        await PlainError.WriteAsync(http, status, detail);
        return null;
    }

    private async Task<bool> AdmitAsync(HttpContext http, TokenSource source)
    {
        var claims = await VerifyAsync(http, tokens, source, TokenKind.Access);
        if (claims is null)
        {
            if (log.IsEnabled(LogLevel.Debug) && source.Text is { } text)
                log.LogDebug("A token of user {UserId} was refused", await tokens.IdentityEvenIfExpiredAsync(text, http.RequestAborted));
            return false;
        }

        var account = await accounts.FindAsync(claims.Identity, http.RequestAborted);
        if (account is null || !account.Honours(claims))
        {
            await PlainError.WriteAsync(http, Refused.Unauthenticated(account is null ? "User not found" : "Token has been revoked"));
            return false;
        }

        http.Features.Set(new TokenInHand(claims, account));
        presence.Seen(claims.Identity);
        return true;
    }
}
