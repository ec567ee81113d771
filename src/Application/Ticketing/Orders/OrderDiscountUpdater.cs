using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Puts another discount on an order that is there already, or takes it off. Only staff may (<c>spec/mission.md</c> S2), so the new code is applied to every
/// seat that it is for, whatever its dates, and none of it is used up; what the buyer had used of the former one goes back.
/// </summary>
internal sealed class OrderDiscountUpdater(IData data, CodeResolver codes)
{
    private const string Pointer = "/data/relationships/discount-code/data";

    /// <param name="order">Locked, with its new code.</param>
    /// <param name="previousCodeId">The code that it had.</param>
    /// <exception cref="RejectedException">Conflict: the order is paid or over; Invalid: the code is for none of its tickets.</exception>
    public async Task ReplaceAsync(Order order, long? previousCodeId, Event e, CancellationToken ct)
    {
        if (!order.CanChangePrice)
            throw RejectedException.Conflict($"The order is {order.Status.ToString().ToLowerInvariant()}: what it cost stays.", Pointer);
        if (previousCodeId is { } code && order.DiscountUses > 0)
            await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(
                data,
                new Dictionary<long, int> { [code] = order.DiscountUses },
                null,
                ct
            );
        order.DiscountUses = 0;

        var lines = await data.Set<OrderTicket>().Include(l => l.Ticket).Where(l => l.OrderId == order.Id).ToListAsync(ct);
        var basket = await BuildBasketAsync(order, lines, e, ct);
        (order.Terms.DiscountType, order.Terms.DiscountValue) = (basket.DiscountCode?.Type, basket.DiscountCode?.Value ?? 0);
        var discounted = basket.Seats.Where(s => s.IsDiscountable).Select(s => s.Ticket.Id).ToList();
        foreach (var line in lines)
            line.Discounted = discounted.Contains(line.TicketId) ? line.Quantity : 0;
        await data.Set<Attendee>()
            .Where(a => a.OrderId == order.Id && a.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDiscountApplied, a => discounted.Contains(a.TicketId)), ct);
        OrderLifecycle.Recalculate(order, lines);
    }

    private async Task<Basket> BuildBasketAsync(Order order, List<OrderTicket> lines, Event e, CancellationToken ct)
    {
        IReadOnlyList<SeatRequest> seats = [.. lines.Select(l => new SeatRequest(l.Ticket, l.Quantity))];
        var name = order.DiscountCodeId is { } id ? new CodeReference($"{id}", id) : null;
        var basket = await codes.ResolveAsync(e, seats, name, null, "/data/relationships", ct);
        return name is null || basket.DiscountCode is not null
            ? basket
            : throw RejectedException.Invalid("The discount code is for none of the order's tickets.", Pointer);
    }
}
