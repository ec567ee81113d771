namespace OpenEvent.Application.Identity;

/// <summary>A check by another module of whether an account can be deleted, e.g. for events that it owns or open orders.</summary>
public interface IAccountDeletionBlocker
{
    /// <returns>The reason why the account cannot be deleted, as shown to the user, or null.</returns>
    Task<string?> FindReasonAsync(long userId, CancellationToken ct);
}
