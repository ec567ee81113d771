using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Reads the access tokens of programs, which are accepted wherever the token of a session is, except in a cookie. A text with a wrong
/// checksum is rejected without a look-up, and unknown tokens are counted by client address.
/// </summary>
internal sealed class AccessTokenReader(IAccountLookup accounts, ILastAccessRecorder lastAccess, RequestMetrics metrics)
{
    /// <summary>Whether the text is meant as an access token.</summary>
    public static bool Reads(string text) => AccessTokenText.HasPrefix(text);

    /// <returns>Whether the token is valid. Else the error response was written.</returns>
    public async Task<bool> AuthenticateAsync(HttpContext http, string text, bool withLabClasses)
    {
        var hash = AccessTokenText.IsWellFormed(text) ? AccessTokenText.HashOf(text) : null;
        if (hash is null || await accounts.FindByTokenAsync(hash, http.RequestAborted, withLabClasses) is not { } found)
        {
            metrics.AccessTokens.Add(hash is null ? AccessTokenOutcome.Malformed : AccessTokenOutcome.Unknown);
            await PlainError.WriteAsync(http, await RejectAsync(http, isGuess: hash is not null));
            return false;
        }

        var claims = new TokenClaims(
            found.Account.Actor.UserId!.Value,
            $"access token {found.TokenId}",
            TokenKind.Access,
            IsFresh: false,
            Csrf: "",
            found.Account.TokenEpoch,
            DateTimeOffset.UnixEpoch,
            found.ExpiresAt
        );
        http.Features.Set(new AuthenticatedToken(claims, found.Account) { AccessTokenHash = hash });
        metrics.AccessTokens.Add(AccessTokenOutcome.Accepted);
        lastAccess.Record(claims.UserId);
        lastAccess.RecordToken(found.TokenId);
        return true;
    }

    private static async Task<RejectedException> RejectAsync(HttpContext http, bool isGuess)
    {
        try
        {
            if (isGuess)
                await http.RequestServices.GetRequiredService<UnknownTokenLimit>().CountAsync(http.RequestAborted);
        }
        catch (RejectedException tooMany)
        {
            return tooMany;
        }

        return RejectedException.Unauthenticated("The access token is unknown, has expired or was deleted.");
    }
}
