using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Completes a free order, or places an order with an offline payment mode, right after its creation. Idempotent: an order that is no
/// longer pending is left unchanged.
/// </summary>
internal sealed class CompleteOrder(IData data, IAuthorization authorization, OrderLifecycle lifecycle) : IOutboxConsumer
{
    public const string Kind = "order-submitted";

    internal sealed record Payload(long OrderId);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var id = payload.Deserialize<Payload>()!.OrderId;
        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<Order>(id, ct);
        var order = await data.Set<Order>().SingleOrDefaultAsync(o => o.Id == id, ct);
        if (order is not { Status: OrderStatus.Pending })
            return;
        var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
        authorization.AsServer().Change(order, OrderLifecycle.StatusMembers);
        if (OrderLifecycle.GetNextStatus(order, e) is { } next)
            await lifecycle.TransitionAsync(order, next, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
