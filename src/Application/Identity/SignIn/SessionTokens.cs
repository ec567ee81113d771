namespace OpenEvent.Application.Identity;

/// <summary>The tokens of a session. Without <c>remember-me</c> there is no refresh token.</summary>
internal sealed record SessionTokens(string AccessToken, string? RefreshToken, string Csrf);
