namespace OpenEvent.Application.Identity;

/// <summary>The tokens of a session.</summary>
internal sealed record SessionTokens(string AccessToken, string? RefreshToken, string Csrf);
