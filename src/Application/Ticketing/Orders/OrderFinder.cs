using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds the order that a URL names, if the actor may see it.</summary>
internal sealed class OrderFinder(IData data, IAuthorization authorization, ResourceCatalog catalog)
{
    private static readonly OrderPolicy Policy = new();

    /// <exception cref="RejectedException">Missing, Forbidden, or Unauthenticated.</exception>
    public async Task<Order> FindAsync(ResourceKey key, CancellationToken ct)
    {
        if (!authorization.Actor.IsSignedIn)
            authorization.Require(Decision.Deny("Orders are for those who have some."));
        var matching = data.Set<Order>().AsNoTracking().Where(key.Matches(catalog.Of<Order>()));
        if (await matching.Where(Policy.Visible(authorization.Actor)).SingleOrDefaultAsync(ct) is { } order)
            return order;
        if (await matching.AnyAsync(ct))
            authorization.Require(Decision.Deny("You may not see this order."));
        throw RejectedException.NotFound("order", key.Text);
    }

    /// <summary>The same, locked until the transaction ends and read as it is then.</summary>
    public async Task<Order> LockAsync(ResourceKey key, CancellationToken ct)
    {
        var id = (await FindAsync(key, ct)).Id;
        await data.LockRowAsync<Order>(id, ct);
        return await data.Set<Order>().SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw RejectedException.NotFound("order", key.Text);
    }
}
