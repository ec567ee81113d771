using System.Buffers.Text;
using System.Security.Cryptography;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Issues the tokens of a session.</summary>
internal sealed class TokenIssuer(ITokenSigner tokenSigner, AuthSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Issues a fresh access token, and with <paramref name="remember"/> also a refresh token. Both have the same CSRF value because
    /// clients keep only one.
    /// </summary>
    public async Task<SessionTokens> IssueSessionAsync(User user, bool remember, CancellationToken ct)
    {
        var csrf = NewId();
        var access = await SignAsync(
            user,
            TokenKind.Access,
            isFresh: true,
            csrf,
            remember ? settings.ShortAccessLife : settings.AccessLife,
            ct
        );
        var refresh = remember ? await SignAsync(user, TokenKind.Refresh, isFresh: false, csrf, settings.RefreshLife, ct) : null;
        return new SessionTokens(access, refresh, csrf);
    }

    /// <summary>Issues an access token with the short lifetime that is not fresh.</summary>
    public async Task<SessionTokens> RenewSessionAsync(User user, string csrf, CancellationToken ct) =>
        new(await SignAsync(user, TokenKind.Access, isFresh: false, csrf, settings.ShortAccessLife, ct), null, csrf);

    private ValueTask<string> SignAsync(User user, TokenKind kind, bool isFresh, string csrf, TimeSpan lifetime, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return tokenSigner.SignAsync(new TokenClaims(user.Id, NewId(), kind, isFresh, csrf, user.TokenEpoch, now, now + lifetime), ct);
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
