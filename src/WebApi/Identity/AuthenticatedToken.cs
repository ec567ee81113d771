using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>The verified access token that the request came with; a feature of the request.</summary>
internal sealed record AuthenticatedToken(TokenClaims Claims, Account Account);
