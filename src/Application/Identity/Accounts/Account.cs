using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// An account that is neither deleted nor blocked, with its roles and the data that decides which of its tokens are valid.
/// </summary>
/// <param name="Actor">Without <c>HasFreshToken</c>, which depends on the token of the request.</param>
public sealed record Account(Actor Actor, int TokenEpoch, string? KeptTokenId)
{
    /// <inheritdoc cref="Domain.Identity.User.IsTokenValid" />
    public bool IsTokenValid(TokenClaims claims) => new TokenValidity(TokenEpoch, KeptTokenId).IsValid(claims);
}
