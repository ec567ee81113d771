namespace OpenEvent.Application.Identity;

/// <summary>A verified token, or why it is none.</summary>
public readonly record struct TokenReadResult(TokenClaims? Claims, TokenError? Error);
