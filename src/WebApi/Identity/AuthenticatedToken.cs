using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>The verified access token of the request and its account. It is stored as a feature of the request.</summary>
internal sealed record AuthenticatedToken(TokenClaims Claims, Account Account);
