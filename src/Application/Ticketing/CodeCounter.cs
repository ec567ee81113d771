using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Finds the codes that an order names, and says whom they are good for (<c>spec/mission.md</c> S2): staff's discount is applied whatever its dates, the
/// event team's own is ignored, everyone else's must keep every rule of the code.
/// </summary>
internal sealed class CodeCounter(IData data, IGate gate, TimeProvider clock)
{
    private static readonly HashSet<long> None = [];

    /// <exception cref="Refused">Missing: no such code; Invalid: it is not good for this order.</exception>
    public async Task<Basket> FillAsync(
        Event e,
        IReadOnlyList<SeatRequest> seats,
        CodeName? discount,
        CodeName? access,
        string pointer,
        CancellationToken ct
    )
    {
        var basket = new Basket(e, seats, null, null, None, gate.Actor.IsStaff, pointer);
        if (discount is not null && (gate.Actor.IsStaff || !gate.Actor.Runs(e.Id)))
            basket = await DiscountAsync(basket, discount, $"{pointer}/discount-code", ct);
        return access is null || gate.Actor.Runs(e.Id) ? basket : await AccessAsync(basket, access, $"{pointer}/access-code", ct);
    }

    /// <summary>How many seats a code's discount is left for, as of now; what expired orders still hold counts as free. Null: no limit.</summary>
    public async Task<int?> LeftAsync(DiscountCode code, CancellationToken ct)
    {
        var (id, now) = (code.Id, clock.GetUtcNow());
        var left = await data.Set<DiscountUses>().Where(u => u.CodeId == id).Select(u => u.Most - u.Used).SingleAsync(ct);
        return left
            + await data.Set<Order>()
                .Where(o =>
                    o.DiscountCodeId == id
                    && o.ExpiresAt <= now
                    && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending)
                )
                .SumAsync(o => o.DiscountUses, ct);
    }

    private async Task<Basket> DiscountAsync(Basket basket, CodeName name, string pointer, CancellationToken ct)
    {
        var (id, text, at) = (name.Id, name.Text, basket.Event.Id);
        var code = await data.Set<DiscountCode>()
            .AsNoTracking()
            .Where(c => c.UsedFor == DiscountCode.ForTicket && c.DeletedAt == null && (c.Id == id || (c.EventId == at && c.Code == text)))
            .OrderBy(c => c.Id == id ? 0 : 1)
            .FirstOrDefaultAsync(ct)
            ?? throw Refused.Missing("discount code", text, pointer);
        var tickets = await data.Set<DiscountCodeTicket>().Where(t => t.DiscountCodeId == code.Id).Select(t => t.TicketId).ToListAsync(ct);
        List<SeatRequest> seats =
        [
            .. basket.Seats.Select(s => s with { IsDiscountable = tickets.Contains(s.Ticket.Id) && Pricing.MayCost(s.Ticket) }),
        ];
        var n = seats.Where(s => s.IsDiscountable).Sum(s => s.MostDiscounted);
        if (!basket.IsStaffs)
            CodeRules.RequireUsable(code, basket.Event, n, clock.GetUtcNow(), pointer);
        return n == 0 ? basket : basket with { Seats = seats, Discount = code };
    }

    private async Task<Basket> AccessAsync(Basket basket, CodeName name, string pointer, CancellationToken ct)
    {
        var (id, text, at) = (name.Id, name.Text, basket.Event.Id);
        var code = await data.Set<AccessCode>()
            .AsNoTracking()
            .Where(c => c.DeletedAt == null && (c.Id == id || (c.EventId == at && c.Code == text)))
            .OrderBy(c => c.Id == id ? 0 : 1)
            .FirstOrDefaultAsync(ct)
            ?? throw Refused.Missing("access code", text, pointer);
        var opened = await data.Set<AccessCodeTicket>().Where(t => t.AccessCodeId == code.Id).Select(t => t.TicketId).ToListAsync(ct);
        basket = basket with { Access = code, Opened = opened.ToHashSet() };
        CodeRules.RequireUsable(code, basket.Event, basket.AccessSeats, clock.GetUtcNow(), pointer);
        return basket;
    }
}
