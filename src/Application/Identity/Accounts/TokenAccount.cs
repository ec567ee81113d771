namespace OpenEvent.Application.Identity;

/// <summary>The account of a valid access token.</summary>
/// <param name="Account">Its actor has the scope of the token.</param>
public sealed record TokenAccount(Account Account, long TokenId, DateTimeOffset ExpiresAt);
