namespace OpenEvent.Application.Identity;

/// <summary>Who a token's user is now: one statement for each request that brings a token.</summary>
public interface IAccountLookup
{
    /// <returns>null where the account is unknown, deleted or blocked.</returns>
    Task<Account?> FindAsync(long userId, CancellationToken ct);
}
