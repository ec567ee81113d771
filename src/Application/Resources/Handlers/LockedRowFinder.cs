using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Finds the row of a command, locks it after those that are always locked first, reads its latest version, and checks the precondition of
/// the request.
/// </summary>
internal sealed class LockedRowFinder(IData data, IAuthorization authorization, ResourceCatalog catalog, Precondition precondition)
{
    /// <exception cref="RejectedException">NotFound, Forbidden, Unauthenticated or PreconditionFailed.</exception>
    public async Task<T> FindAsync<T>(ResourceKey key, bool trashed, CancellationToken ct)
        where T : Entity
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        var candidates = data.Set<T>().Where(key.Matches(resource));
        var found = await candidates
            .Where(resource.VisibleTo(actor, trashed))
            .Select(resource.FirstLocks.Selector)
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            if (!resource.Policy.HidesExistence && await candidates.AnyAsync(ct))
                authorization.Require(Decision.Deny($"You may not see this {resource.Type}."));
            throw RejectedException.NotFound(resource.Type, key.Text);
        }

        await resource.FirstLocks.LockAsync(data, found, ct);
        var row = await data.ReadLockedAsync<T>(found.Id, ct) ?? throw RejectedException.NotFound(resource.Type, key.Text);
        precondition.Require(row);
        await resource.LoadForPolicyAsync(data, [row], ct);
        return row;
    }
}
