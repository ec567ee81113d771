using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Checks the permission of a task again when it runs: its owner may have lost a role, or their account, while it waited.
/// </summary>
internal sealed class TaskPermission(IAccountLookup accounts)
{
    /// <param name="decide">Decides about the owner of the task.</param>
    /// <exception cref="RejectedException">Forbidden.</exception>
    public async Task RequireAsync(QueuedTask task, Func<Actor, Decision> decide, CancellationToken ct)
    {
        if (decide(await FindOwnerAsync(task, ct)) is { IsAllowed: false } denied)
            throw RejectedException.Forbidden(denied.Reason ?? "The permission for this task was taken away.");
    }

    /// <summary>The owner of the task, with the roles that they have now.</summary>
    /// <exception cref="RejectedException">Forbidden: the account was deleted or blocked.</exception>
    public async Task<Actor> FindOwnerAsync(QueuedTask task, CancellationToken ct) =>
        task.OwnerId is { } owner && await accounts.FindAsync(owner, ct) is { Actor: var actor }
            ? actor
            : throw RejectedException.Forbidden("The account that started the task was deleted or blocked.");
}
