using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Takes and returns seats, each ticket by one conditional update under a CHECK, so that no interleaving oversells. Locks are always taken in the same
/// order (orders, discount codes, access codes, tickets, each by id), so that nobody waits for each other.
/// </summary>
internal sealed class SeatReservations(IData data, TimeProvider clock)
{
    private const int BatchSize = 200;

    private static readonly CompiledQuery<
        Func<DbContext, DateTimeOffset, List<long>, long?, long?, IAsyncEnumerable<long>>
    > BlockingOrders = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, DateTimeOffset now, List<long> tickets, long? discount, long? access) =>
                db.Set<Order>()
                    .Where(o =>
                        o.ExpiresAt <= now
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

    /// <summary>Seats and uses by ticket and code.</summary>
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

    /// <summary>Gives back what ended orders held and takes what a new one wants, ticket by ticket.</summary>
    /// <exception cref="RejectedException">Conflict, with the sold-out ticket's id in <c>source.id</c>; the caller's unit of work is undone with it.</exception>
    public async Task ReturnAndTakeSeatsAsync(HoldTotals returned, IEnumerable<OrderTicket> lines, CancellationToken ct)
    {
        var wanted = lines.ToDictionary(l => l.TicketId, l => l.Quantity);
        foreach (var id in returned.SeatsByTicket.Keys.Union(wanted.Keys).Order())
        {
            if (returned.SeatsByTicket.TryGetValue(id, out var returnedSeats) && returnedSeats > 0)
                await ReturnTicketSeatsAsync(id, returnedSeats, ct);
            if (!wanted.TryGetValue(id, out var n) || n == 0)
                continue;
            if (!await TicketStock.TryTakeSeatsAsync(data, id, n, ct))
                throw await CreateSoldOutRejectionAsync(id, ct);
        }
    }

    /// <summary>Takes an order's uses and seats again, all of them or none: for one that had expired when its payment came.</summary>
    public async Task<bool> TryTakeAllAsync(Order order, IReadOnlyList<OrderTicket> lines, CancellationToken ct)
    {
        Dictionary<long, int> discounts = [],
            accesses = [],
            seats = [];
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
            await ReturnAsync(new HoldTotals(1, discounts, accesses, seats), ct);
            return false;
        }
    }

    /// <summary>Expires what is due of the orders that hold what this one wants, and gives it back.</summary>
    public async Task ReleaseExpiredAsync(IReadOnlyList<long> ticketIds, Order order, CancellationToken ct) =>
        await ReturnAsync(await ExpireBlockingOrdersAsync(ticketIds, order.DiscountCodeId, order.AccessCodeId, ct), ct);

    /// <summary>Returns what these orders hold. The caller has moved each of them out of a status that holds seats, in this transaction, and only once.</summary>
    public async Task ReturnAsync(IReadOnlyList<long> orderIds, CancellationToken ct)
    {
        if (orderIds.Count > 0)
            await ReturnAsync(await SumHoldsAsync(orderIds, ct), ct);
    }

    /// <summary>Returns one seat of an order that goes on, and the uses of codes that were for it. The caller holds the order's lock.</summary>
    public async Task ReturnSeatAsync(Order order, Attendee attendee, CancellationToken ct)
    {
        var (id, ticket, discounted) = (order.Id, attendee.TicketId, attendee.IsDiscountApplied == true ? 1 : 0);
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

        var held = await data.Set<OrderTicket>()
            .Where(l => l.OrderId == id && l.TicketId == ticket && l.Quantity > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Quantity, l => l.Quantity - 1).SetProperty(l => l.Discounted, l => l.Discounted - discounted),
                ct
            );
        if (held == 1)
            await ReturnTicketSeatsAsync(ticket, 1, ct);
    }

    /// <summary>Expires what is due of all orders, and gives back what it held.</summary>
    /// <returns>How many expired; there may be more if it is as many as were asked for at once.</returns>
    public async Task<int> ExpireDueOrdersAsync(CancellationToken ct)
    {
        var held = await ExpireOrdersAsync(await GetDueOrders().OrderBy(o => o.Id).Take(BatchSize).Select(o => o.Id).ToListAsync(ct), ct);
        await ReturnAsync(held, ct);
        return held.OrderCount;
    }

    /// <summary>
    /// Expires what is due of the orders that hold some of these tickets or codes. Whoever wants seats calls it first, so that a stopped scheduler holds
    /// nothing for ever.
    /// </summary>
    /// <returns>What they held, which the caller gives back.</returns>
    public async Task<HoldTotals> ExpireBlockingOrdersAsync(
        IReadOnlyList<long> ticketIds,
        long? discountId,
        long? accessId,
        CancellationToken ct
    )
    {
        var (db, blockingOrders) = BlockingOrders.For(data.Set<Order>());
        return await ExpireOrdersAsync(
            await blockingOrders(db, clock.GetUtcNow(), [.. ticketIds], discountId, accessId).ToListAsync(ct),
            ct
        );
    }

    private async Task<HoldTotals> ExpireOrdersAsync(IReadOnlyList<long> due, CancellationToken ct)
    {
        List<long> expired = [];
        foreach (var id in due)
        {
            // Conditional: whoever was first, the buyer or another node, has moved it on, and its seats are his to keep or to return.
            var moved = await GetDueOrders()
                .Where(o => o.Id == id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(o => o.Status, OrderStatus.Expired).SetProperty(o => o.ExpiresAt, (DateTimeOffset?)null),
                    ct
                );
            if (moved == 1)
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

    private async Task ReturnAsync(HoldTotals held, CancellationToken ct)
    {
        await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(data, held.DiscountUsesByCode, null, ct);
        await CodeUsage.ReturnAndLockAsync<AccessCodeQuota>(data, held.AccessUsesByCode, null, ct);
        await ReturnAndTakeSeatsAsync(held, [], ct);
    }

    private Task ReturnTicketSeatsAsync(long ticketId, int seats, CancellationToken ct) =>
        data.Set<TicketSeats>()
            .Where(s => s.TicketId == ticketId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken - seats), ct);

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
