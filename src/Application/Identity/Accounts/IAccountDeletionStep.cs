using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>What another module does with the rows of an account when the account is deleted, in the same transaction.</summary>
public interface IAccountDeletionStep
{
    /// <param name="user">The account, before its deletion.</param>
    /// <param name="grant">The grant of the deletion. The step names what it writes.</param>
    Task RunAsync(User user, Grant grant, CancellationToken ct);
}
