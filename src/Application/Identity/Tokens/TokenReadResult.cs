namespace OpenEvent.Application.Identity;

/// <summary>The claims of a valid token, or the error.</summary>
public readonly record struct TokenReadResult(TokenClaims? Claims, TokenError? Error);
