namespace OpenEvent.Application.Identity;

/// <summary>What a token says. True only as far as <see cref="ITokenSigner"/> verified it; whether the account still honours it is the account's to say.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Id">The token's own id, <c>jti</c>.</param>
/// <param name="IsFresh">Made from a password, not from a refresh token. Never so for refresh tokens.</param>
/// <param name="Csrf">What a request must repeat in <c>X-CSRF-TOKEN</c> when the token comes in a cookie.</param>
/// <param name="Epoch">The account's epoch when the token was made; see <c>User.Honours</c>.</param>
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
