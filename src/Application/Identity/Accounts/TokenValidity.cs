namespace OpenEvent.Application.Identity;

/// <summary>The data of an account that decides which of its tokens are valid.</summary>
public readonly record struct TokenValidity(int TokenEpoch, string? KeptTokenId)
{
    /// <inheritdoc cref="Domain.Identity.User.IsTokenValid" />
    public bool IsValid(TokenClaims claims) => claims.Epoch == TokenEpoch || (KeptTokenId is not null && KeptTokenId == claims.Id);
}
