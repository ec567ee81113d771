namespace OpenEvent.Application.Identity;

/// <summary>
/// The claims of a token that <see cref="ITokenSigner"/> verified. <see cref="Account.IsTokenValid"/> tells whether the token was revoked.
/// </summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Id">The id of the token, <c>jti</c>.</param>
/// <param name="IsFresh">True if the token was issued after a password entry and not by a refresh. Always false for refresh tokens.</param>
/// <param name="Csrf">The value that a request must send in <c>X-CSRF-TOKEN</c> when the token is in a cookie.</param>
/// <param name="Epoch">The token epoch of the account when the token was issued; see <c>User.IsTokenValid</c>.</param>
public sealed record TokenClaims(
    long UserId,
    string Id,
    TokenKind Kind,
    bool IsFresh,
    string Csrf,
    int Epoch,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt
);
