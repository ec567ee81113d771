using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds an order by the key in the URL, if the actor may see it.</summary>
internal sealed class OrderFinder(IData data, IAuthorization authorization, ResourceCatalog catalog)
{
    private static readonly OrderPolicy Policy = new();

    /// <exception cref="RejectedException">NotFound, Forbidden or Unauthenticated.</exception>
    public async Task<Order> FindAsync(ResourceKey key, CancellationToken ct)
    {
        if (!authorization.Actor.IsSignedIn)
            authorization.Require(Decision.Deny("Sign in to see orders."));
        var matching = data.Set<Order>().AsNoTracking().Where(key.Matches(catalog.Of<Order>()));
        if (await matching.Where(Policy.Visible(authorization.Actor)).SingleOrDefaultAsync(ct) is { } order)
            return order;
        if (await matching.AnyAsync(ct))
            authorization.Require(Decision.Deny("You may not see this order."));
        throw RejectedException.NotFound("order", key.Text);
    }

    /// <summary>Like <see cref="FindAsync"/>, but locks the order until the transaction ends and reads it under the lock.</summary>
    public async Task<Order> LockAsync(ResourceKey key, CancellationToken ct)
    {
        var id = (await FindAsync(key, ct)).Id;
        await data.LockRowAsync<Order>(id, ct);
        return await data.Set<Order>().SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw RejectedException.NotFound("order", key.Text);
    }
}
