using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Finds the group that the URL of a route outside JSON:API names.</summary>
internal static class GroupLookup
{
    /// <returns>The group, not tracked.</returns>
    /// <exception cref="RejectedException">NotFound.</exception>
    public static async Task<Group> GetGroupAsync(this IData data, ResourceKey key, ResourceCatalog catalog, CancellationToken ct)
    {
        var groups = catalog.Of<Group>();
        return await data.Set<Group>().AsNoTracking().Where(key.Matches(groups)).WithoutTrash(groups).SingleOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound(groups.Type, key.Text);
    }
}
