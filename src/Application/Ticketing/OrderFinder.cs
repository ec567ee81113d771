using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds the order that a URL names, if the actor may see it.</summary>
internal sealed class OrderFinder(IData data, IGate gate, ResourceCatalog catalog)
{
    private static readonly OrderPolicy Policy = new();

    /// <exception cref="Refused">Missing, Forbidden, or Unauthenticated.</exception>
    public async Task<Order> FindAsync(Key key, CancellationToken ct)
    {
        if (!gate.Actor.IsSignedIn)
            gate.Require(Decision.Deny("Orders are for those who have some."));
        var called = data.Set<Order>().AsNoTracking().Where(key.On(catalog.Of<Order>()));
        if (await called.Where(Policy.Visible(gate.Actor)).SingleOrDefaultAsync(ct) is { } order)
            return order;
        if (await called.AnyAsync(ct))
            gate.Require(Decision.Deny("You may not see this order."));
        throw Refused.Missing("order", key.Text);
    }

    /// <summary>The same, locked until the transaction ends and read as it is then.</summary>
    public async Task<Order> LockAsync(Key key, CancellationToken ct)
    {
        var id = (await FindAsync(key, ct)).Id;
        await data.LockAsync<Order>(id, ct);
        return await data.Set<Order>().SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw Refused.Missing("order", key.Text);
    }
}
