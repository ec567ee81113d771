using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Takes and returns seats, each ticket by one conditional update under a CHECK, so that no interleaving oversells. Locks are always taken in the same
/// order (orders by id, then tickets by id), so that nobody waits for each other.
/// </summary>
internal sealed class SeatLedger(IData data, TimeProvider clock)
{
    private const int MostAtOnce = 200;

    /// <exception cref="Refused">Conflict, with the sold-out ticket's id in <c>source.id</c>; the caller's unit of work is undone with it.</exception>
    public async Task TakeAsync(IEnumerable<OrderTicket> lines, CancellationToken ct)
    {
        foreach (var line in lines.OrderBy(l => l.TicketId))
            if (!await TryTakeOneAsync(line, ct)) throw await SoldOutAsync(line.TicketId, ct);
    }

    /// <summary>Takes all of these seats, or none.</summary>
    public async Task<bool> TryTakeAsync(IEnumerable<OrderTicket> lines, CancellationToken ct)
    {
        List<OrderTicket> taken = [];
        foreach (var line in lines.OrderBy(l => l.TicketId))
        {
            if (await TryTakeOneAsync(line, ct)) taken.Add(line);
            else
            {
                foreach (var back in taken) await GiveBackAsync(back.TicketId, back.Quantity, ct);
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns what these orders hold. The caller has moved each of them out of a status that holds seats, in this transaction, and only once.</summary>
    public async Task ReturnAsync(IReadOnlyList<long> orderIds, CancellationToken ct)
    {
        if (orderIds.Count == 0) return;
        var held = await data.Set<OrderTicket>().AsNoTracking().Where(l => orderIds.Contains(l.OrderId)).GroupBy(l => l.TicketId)
            .Select(g => new { TicketId = g.Key, Seats = g.Sum(l => l.Quantity) }).OrderBy(g => g.TicketId).ToListAsync(ct);
        foreach (var (id, n) in held.Where(h => h.Seats > 0).Select(h => (h.TicketId, h.Seats))) await GiveBackAsync(id, n, ct);
    }

    /// <summary>Returns one seat of an order that goes on.</summary>
    public async Task ReturnOneAsync(long orderId, long ticketId, CancellationToken ct)
    {
        var held = await data.Set<OrderTicket>().Where(l => l.OrderId == orderId && l.TicketId == ticketId && l.Quantity > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Quantity, l => l.Quantity - 1), ct);
        if (held == 1) await GiveBackAsync(ticketId, 1, ct);
    }

    /// <summary>
    /// Expires the orders whose time is over, of these tickets or of all, and returns their seats. Whoever wants seats calls it first, so that a stopped
    /// scheduler holds nothing for ever.
    /// </summary>
    /// <returns>How many expired; there may be more if it is as many as were asked for at once.</returns>
    public async Task<int> ExpireDueAsync(IReadOnlyList<long>? ticketIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = data.Set<Order>().Where(o => o.ExpiresAt <= now && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending));
        var wanted = ticketIds is null ? due : due.Where(o => o.Tickets.Any(t => ticketIds.Contains(t.TicketId)));
        List<long> expired = [];
        foreach (var id in await wanted.OrderBy(o => o.Id).Take(MostAtOnce).Select(o => o.Id).ToListAsync(ct))
        {
            // Conditional: whoever was first, the buyer or another node, has moved it on, and its seats are his to keep or to return.
            var moved = await due.Where(o => o.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Expired).SetProperty(o => o.ExpiresAt, (DateTimeOffset?)null), ct);
            if (moved == 1) expired.Add(id);
        }

        await ReturnAsync(expired, ct);
        return expired.Count;
    }

    private async Task<bool> TryTakeOneAsync(OrderTicket line, CancellationToken ct)
    {
        var (id, n) = (line.TicketId, line.Quantity);
        return await data.Set<TicketSeats>().Where(s => s.TicketId == id && (s.Quantity == null || s.Taken + n <= s.Quantity))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + n), ct) > 0;
    }

    private Task GiveBackAsync(long ticketId, int seats, CancellationToken ct) =>
        data.Set<TicketSeats>().Where(s => s.TicketId == ticketId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken - seats), ct);

    private async Task<Refused> SoldOutAsync(long ticketId, CancellationToken ct)
    {
        var seats = await data.Set<TicketSeats>().AsNoTracking().Where(s => s.TicketId == ticketId).Select(s => new { s.Ticket.Name, Left = s.Quantity - s.Taken }).SingleAsync(ct);
        var detail = seats.Left > 0 ? $"Only {seats.Left} of \"{seats.Name}\" are left." : $"\"{seats.Name}\" is sold out.";
        return Refused.Conflict(detail, id: ticketId.ToString(CultureInfo.InvariantCulture));
    }
}
