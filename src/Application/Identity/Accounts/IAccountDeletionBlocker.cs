namespace OpenEvent.Application.Identity;

/// <summary>A reason of another module why an account cannot be deleted yet: live events, live orders.</summary>
public interface IAccountDeletionBlocker
{
    /// <returns>What stands in the way, for the user to read; null: nothing.</returns>
    Task<string?> FindReasonAsync(long userId, CancellationToken ct);
}
