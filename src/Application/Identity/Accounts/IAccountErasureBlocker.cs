namespace OpenEvent.Application.Identity;

/// <summary>
/// A check by another module of whether an account can be erased. It differs from <see cref="IAccountDeletionBlocker"/>: what is over does
/// not keep a person from their right to be erased.
/// </summary>
public interface IAccountErasureBlocker
{
    /// <returns>What to do first, with the names of the rows, or null.</returns>
    Task<string?> FindReasonAsync(long userId, CancellationToken ct);
}
