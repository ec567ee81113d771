using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Sets, replaces or removes the discount code of an existing order (docs/reference/orders.md#another-discount). For staff only. The new
/// code applies to every seat that it covers, ignores its dates and limits, and counts no uses. The uses of the previous code are returned.
/// </summary>
internal sealed class OrderDiscountUpdater(IData data, CodeResolver codes)
{
    private const string Pointer = "/data/relationships/discount-code/data";

    /// <param name="order">The locked order, with its new code set.</param>
    /// <param name="previousCodeId">The code that the order had before. Null: none.</param>
    /// <exception cref="RejectedException">
    /// Conflict: the order is completed, cancelled or expired. Invalid: the code applies to none of its tickets.
    /// </exception>
    public async Task ReplaceAsync(Order order, long? previousCodeId, Event e, CancellationToken ct)
    {
        if (!order.CanChangePrice)
            throw RejectedException.Conflict(
                $"The order is {order.Status.ToString().ToLowerInvariant()}: its discount cannot be changed.",
                Pointer
            );
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
        order.Terms.DiscountType = basket.DiscountCode?.Type;
        order.Terms.DiscountValue = basket.DiscountCode?.Value ?? 0;
        var discounted = basket.Seats.Where(s => s.IsDiscountable).Select(s => s.Ticket.Id).ToList();
        foreach (var line in lines)
            line.Discounted = discounted.Contains(line.TicketId) ? line.Quantity : 0;
        await data.UpdateAsync(
            DirectWrites.ApplyDiscount,
            data.Set<Attendee>().Where(a => a.OrderId == order.Id && a.DeletedAt == null),
            set => set.SetProperty(a => a.IsDiscountApplied, a => discounted.Contains(a.TicketId)),
            ct
        );
        OrderLifecycle.Recalculate(order, lines);
    }

    private async Task<Basket> BuildBasketAsync(Order order, List<OrderTicket> lines, Event e, CancellationToken ct)
    {
        IReadOnlyList<SeatRequest> seats = [.. lines.Select(l => new SeatRequest(l.Ticket, l.Quantity))];
        var discount = order.DiscountCodeId is { } id ? new CodeReference($"{id}", id) : null;
        var basket = await codes.ResolveAsync(e, seats, discount, null, "/data/relationships", ct);
        return discount is null || basket.DiscountCode is not null
            ? basket
            : throw RejectedException.Invalid("The discount code does not apply to any ticket of the order.", Pointer);
    }
}
