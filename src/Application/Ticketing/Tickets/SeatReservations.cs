using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Takes and returns the seats of orders. Seats of a ticket are taken by one conditional update, guarded by a CHECK constraint, so no
/// interleaving of requests can oversell. Locks are always taken in the same order (orders, discount codes, access codes, tickets, each by
/// id), so concurrent orders cannot deadlock.
/// </summary>
internal sealed class SeatReservations(IData data, TimeProvider clock)
{
    private const int BatchSize = 200;

    private static readonly CompiledQuery<
        Func<DbContext, long, DateTimeOffset, List<long>, long?, long?, IAsyncEnumerable<long>>
    > BlockingOrders = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long eventId, DateTimeOffset now, List<long> tickets, long? discount, long? access) =>
                db.Set<Order>()
                    .Where(o =>
                        o.EventId == eventId
                        && o.ExpiresAt <= now
                        && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending)
                        && (
                            o.Tickets.Any(t => tickets.Contains(t.TicketId))
                            || (discount != null && o.DiscountCodeId == discount)
                            || (access != null && o.AccessCodeId == access)
                        )
                    )
                    .OrderBy(o => o.Id)
                    .Take(BatchSize)
                    .Select(o => o.Id)
        )
    );

    /// <summary>The seats by ticket id and the uses by code id that a number of orders hold.</summary>
    internal sealed record HoldTotals(
        int OrderCount,
        IReadOnlyDictionary<long, int> DiscountUsesByCode,
        IReadOnlyDictionary<long, int> AccessUsesByCode,
        IReadOnlyDictionary<long, int> SeatsByTicket
    )
    {
        public static readonly HoldTotals None = new(
            0,
            new Dictionary<long, int>(),
            new Dictionary<long, int>(),
            new Dictionary<long, int>()
        );
    }

    /// <exception cref="RejectedException">Conflict: a code is used up.</exception>
    public async Task TakeCodeUsesAsync(Order order, string pointer, CancellationToken ct)
    {
        if (order.DiscountCodeId is { } discount)
            await CodeUsage.TakeAsync<DiscountCodeQuota>(data, discount, order.DiscountUses, $"{pointer}/discount-code", ct);
        if (order.AccessCodeId is { } access)
            await CodeUsage.TakeAsync<AccessCodeQuota>(data, access, order.AccessUses, $"{pointer}/access-code", ct);
    }

    /// <summary>Returns the seats that ended orders held and takes the seats of a new order, ticket by ticket.</summary>
    /// <exception cref="RejectedException">
    /// Conflict: sold out. The ticket's id is in <c>source.id</c>. The exception rolls back the caller's transaction.
    /// </exception>
    public async Task ReturnAndTakeSeatsAsync(HoldTotals returned, IEnumerable<OrderTicket> lines, CancellationToken ct)
    {
        var requested = lines.ToDictionary(l => l.TicketId, l => l.Quantity);
        foreach (var id in returned.SeatsByTicket.Keys.Union(requested.Keys).Order())
        {
            if (returned.SeatsByTicket.TryGetValue(id, out var returnedSeats) && returnedSeats > 0)
                await ReturnTicketSeatsAsync(id, returnedSeats, ct);
            if (!requested.TryGetValue(id, out var requestedSeats) || requestedSeats == 0)
                continue;
            if (!await TicketStock.TryTakeSeatsAsync(data, id, requestedSeats, ct))
                throw await CreateSoldOutRejectionAsync(id, ct);
        }
    }

    /// <summary>Takes the uses and seats of an expired order again, all or none. Used when its payment arrives late.</summary>
    /// <returns>False: not all are available, and nothing was taken.</returns>
    public async Task<bool> TryTakeAllAsync(Order order, IReadOnlyList<OrderTicket> lines, CancellationToken ct)
    {
        Dictionary<long, int> discounts = [];
        Dictionary<long, int> accesses = [];
        Dictionary<long, int> seats = [];
        try
        {
            if (order is { DiscountCodeId: { } discount, DiscountUses: > 0 })
            {
                await CodeUsage.TakeAsync<DiscountCodeQuota>(data, discount, order.DiscountUses, "", ct);
                discounts[discount] = order.DiscountUses;
            }

            if (order is { AccessCodeId: { } access, AccessUses: > 0 })
            {
                await CodeUsage.TakeAsync<AccessCodeQuota>(data, access, order.AccessUses, "", ct);
                accesses[access] = order.AccessUses;
            }

            foreach (var line in lines.OrderBy(l => l.TicketId))
            {
                await ReturnAndTakeSeatsAsync(HoldTotals.None, [line], ct);
                seats[line.TicketId] = line.Quantity;
            }

            return true;
        }
        catch (RejectedException)
        {
            await ReleaseAsync(new HoldTotals(1, discounts, accesses, seats), ct);
            return false;
        }
    }

    /// <summary>Expires the overdue orders that hold tickets or codes of this order, and returns what they held.</summary>
    public async Task ExpireAndReleaseAsync(IReadOnlyList<long> ticketIds, Order order, CancellationToken ct) =>
        await ReleaseAsync(await ExpireBlockingOrdersAsync(order.EventId, ticketIds, order.DiscountCodeId, order.AccessCodeId, ct), ct);

    /// <summary>
    /// Returns the seats and uses of these orders. In the same transaction and only once, the caller has changed their status to one that
    /// holds no seats.
    /// </summary>
    public async Task ReleaseAsync(IReadOnlyList<long> orderIds, CancellationToken ct)
    {
        if (orderIds.Count > 0)
            await ReleaseAsync(await SumHoldsAsync(orderIds, ct), ct);
    }

    /// <summary>Returns one seat of an order that stays active, and the uses of codes for it. The caller holds the order's lock.</summary>
    public async Task ReturnSeatAsync(Order order, Attendee attendee, CancellationToken ct)
    {
        var id = order.Id;
        var ticket = attendee.TicketId;
        var discounted = attendee.IsDiscountApplied == true ? 1 : 0;
        if (discounted > 0 && order is { DiscountUses: > 0, DiscountCodeId: { } discount })
        {
            order.DiscountUses--;
            await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(data, new Dictionary<long, int> { [discount] = 1 }, null, ct);
        }

        if (attendee.IsAccessCodeApplied == true && order is { AccessUses: > 0, AccessCodeId: { } access })
        {
            order.AccessUses--;
            await CodeUsage.ReturnAndLockAsync<AccessCodeQuota>(data, new Dictionary<long, int> { [access] = 1 }, null, ct);
        }

        var held = await data.UpdateAsync(
            DirectWrites.ReturnSeat,
            data.Set<OrderTicket>().Where(l => l.OrderId == id && l.TicketId == ticket && l.Quantity > 0),
            set => set.SetProperty(l => l.Quantity, l => l.Quantity - 1).SetProperty(l => l.Discounted, l => l.Discounted - discounted),
            ct
        );
        if (held == 1)
            await ReturnTicketSeatsAsync(ticket, 1, ct);
    }

    /// <summary>Expires one batch of overdue orders, and returns what they held.</summary>
    /// <returns>The number of expired orders. Zero: no order is overdue.</returns>
    public async Task<int> ExpireDueOrdersAsync(CancellationToken ct)
    {
        var held = await ExpireOrdersAsync(await GetDueOrders().OrderBy(o => o.Id).Take(BatchSize).Select(o => o.Id).ToListAsync(ct), ct);
        await ReleaseAsync(held, ct);
        return held.OrderCount;
    }

    /// <summary>
    /// Expires the overdue orders that hold some of these tickets or codes. Called before seats are taken, so seats become free even if the
    /// background job does not run.
    /// </summary>
    /// <returns>The seats and uses that the orders held, which the caller must return.</returns>
    public async Task<HoldTotals> ExpireBlockingOrdersAsync(
        long eventId,
        IReadOnlyList<long> ticketIds,
        long? discountId,
        long? accessId,
        CancellationToken ct
    )
    {
        var (db, blockingOrders) = BlockingOrders.For(data.Set<Order>());
        return await ExpireOrdersAsync(
            await blockingOrders(db, eventId, clock.GetUtcNow(), [.. ticketIds], discountId, accessId).ToListAsync(ct),
            ct
        );
    }

    private async Task<HoldTotals> ExpireOrdersAsync(IReadOnlyList<long> due, CancellationToken ct)
    {
        List<long> expired = [];
        foreach (var id in due)
        {
            // Conditional update: if the buyer or another node already changed the order, leave its seats alone.
            var updated = await data.UpdateAsync(
                DirectWrites.ExpireOrders,
                GetDueOrders().Where(o => o.Id == id),
                set => set.SetProperty(o => o.Status, OrderStatus.Expired).SetProperty(o => o.ExpiresAt, (DateTimeOffset?)null),
                ct
            );
            if (updated == 1)
                expired.Add(id);
        }

        return await SumHoldsAsync(expired, ct);
    }

    private IQueryable<Order> GetDueOrders()
    {
        var now = clock.GetUtcNow();
        return data.Set<Order>()
            .Where(o => o.ExpiresAt <= now && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending));
    }

    private async Task<HoldTotals> SumHoldsAsync(IReadOnlyList<long> orderIds, CancellationToken ct)
    {
        if (orderIds.Count == 0)
            return HoldTotals.None;
        var orders = data.Set<Order>().AsNoTracking().Where(o => orderIds.Contains(o.Id));
        var discounts = await orders
            .Where(o => o.DiscountCodeId != null && o.DiscountUses > 0)
            .GroupBy(o => o.DiscountCodeId!.Value)
            .Select(g => new { g.Key, Uses = g.Sum(o => o.DiscountUses) })
            .ToDictionaryAsync(g => g.Key, g => g.Uses, ct);
        var accesses = await orders
            .Where(o => o.AccessCodeId != null && o.AccessUses > 0)
            .GroupBy(o => o.AccessCodeId!.Value)
            .Select(g => new { g.Key, Uses = g.Sum(o => o.AccessUses) })
            .ToDictionaryAsync(g => g.Key, g => g.Uses, ct);
        var seats = await data.Set<OrderTicket>()
            .AsNoTracking()
            .Where(l => orderIds.Contains(l.OrderId))
            .GroupBy(l => l.TicketId)
            .Select(g => new { g.Key, Seats = g.Sum(l => l.Quantity) })
            .ToDictionaryAsync(g => g.Key, g => g.Seats, ct);
        return new HoldTotals(orderIds.Count, discounts, accesses, seats);
    }

    private async Task ReleaseAsync(HoldTotals held, CancellationToken ct)
    {
        await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(data, held.DiscountUsesByCode, null, ct);
        await CodeUsage.ReturnAndLockAsync<AccessCodeQuota>(data, held.AccessUsesByCode, null, ct);
        await ReturnAndTakeSeatsAsync(held, [], ct);
    }

    private Task ReturnTicketSeatsAsync(long ticketId, int seats, CancellationToken ct) =>
        data.UpdateAsync(
            DirectWrites.CountSeats,
            data.Set<TicketSeats>().Where(s => s.TicketId == ticketId),
            set => set.SetProperty(s => s.Taken, s => s.Taken - seats),
            ct
        );

    private async Task<RejectedException> CreateSoldOutRejectionAsync(long ticketId, CancellationToken ct)
    {
        var seats = await data.Set<TicketSeats>()
            .AsNoTracking()
            .Where(s => s.TicketId == ticketId)
            .Select(s => new { s.Ticket.Name, Left = s.Quantity - s.Taken })
            .SingleAsync(ct);
        var detail = seats.Left > 0 ? $"Only {seats.Left} of \"{seats.Name}\" are left." : $"\"{seats.Name}\" is sold out.";
        return RejectedException.Conflict(detail, id: ticketId.ToString(CultureInfo.InvariantCulture));
    }
}
