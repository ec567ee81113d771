using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>A live account with its roles, and which tokens it honours.</summary>
/// <param name="Actor">Not fresh: that is the token's to say.</param>
public sealed record Account(Actor Actor, int TokenEpoch, string? KeptTokenId)
{
    /// <inheritdoc cref="Domain.Identity.User.IsTokenValid" />
    public bool IsTokenValid(TokenClaims claims) => claims.Epoch == TokenEpoch || (KeptTokenId is not null && KeptTokenId == claims.Id);
}
