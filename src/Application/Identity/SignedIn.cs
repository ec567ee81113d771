namespace OpenEvent.Application.Identity;

/// <summary>The tokens of a session.</summary>
internal sealed record SignedIn(string AccessToken, string? RefreshToken, string Csrf);
