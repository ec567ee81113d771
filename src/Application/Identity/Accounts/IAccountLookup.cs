namespace OpenEvent.Application.Identity;

/// <summary>Loads the account of a token's user. It uses one SQL statement for each request with a token.</summary>
public interface IAccountLookup
{
    /// <returns>Null if the account is unknown, deleted or blocked.</returns>
    /// <param name="withLabClasses">Whether <see cref="Domain.Common.Actor.LabClasses"/> is loaded, too.</param>
    Task<Account?> FindAsync(long userId, CancellationToken ct, bool withLabClasses = false);

    /// <summary>Finds the account of an access token, which acts within the scope of the token.</summary>
    /// <param name="tokenHash">SHA-256 of the token, in lower-case hexadecimal.</param>
    /// <returns>Null if the token is unknown or has ended.</returns>
    Task<TokenAccount?> FindByTokenAsync(string tokenHash, CancellationToken ct, bool withLabClasses = false);

    /// <summary>Which tokens of an account are valid. It reads one row.</summary>
    /// <returns>Null if the account is unknown, deleted or blocked.</returns>
    Task<TokenValidity?> FindTokenValidityAsync(long userId, CancellationToken ct);
}
