using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Finds the codes that an order names and checks whether the caller may use them
/// (docs/reference/discount-and-access-codes.md#using-a-code-in-an-order). A discount code given by staff applies regardless of its dates
/// and limits. Codes given by the event team are ignored. For everyone else, all rules of the code apply.
/// </summary>
internal sealed class CodeResolver(IData data, IAuthorization authorization, TimeProvider clock)
{
    private static readonly HashSet<long> NoTickets = [];

    /// <param name="pointer">The JSON pointer under which the request names its codes.</param>
    /// <exception cref="RejectedException">NotFound: the code does not exist. Invalid: it cannot be used for this order.</exception>
    public async Task<Basket> ResolveAsync(
        Event e,
        IReadOnlyList<SeatRequest> seats,
        CodeReference? discount,
        CodeReference? access,
        string pointer,
        CancellationToken ct
    )
    {
        var basket = new Basket(e, seats, null, null, NoTickets, authorization.Actor.IsStaff, pointer);
        if (discount is not null && (authorization.Actor.IsStaff || !authorization.Actor.HasCoorganizerAccess(e.Id)))
            basket = await AddDiscountCodeAsync(basket, discount, $"{pointer}/discount-code", ct);
        return access is null || authorization.Actor.HasCoorganizerAccess(e.Id)
            ? basket
            : await AddAccessCodeAsync(basket, access, $"{pointer}/access-code", ct);
    }

    /// <summary>The number of remaining uses of a discount code. Uses held by overdue orders count as free. Null: no limit.</summary>
    public async Task<int?> GetRemainingUsesAsync(DiscountCode code, CancellationToken ct)
    {
        var id = code.Id;
        var now = clock.GetUtcNow();
        var remaining = await data.Set<DiscountCodeQuota>().Where(u => u.CodeId == id).Select(u => u.Most - u.Used).SingleAsync(ct);
        return remaining
            + await data.Set<Order>()
                .Where(o =>
                    o.DiscountCodeId == id
                    && o.ExpiresAt <= now
                    && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending)
                )
                .SumAsync(o => o.DiscountUses, ct);
    }

    private async Task<Basket> AddDiscountCodeAsync(Basket basket, CodeReference reference, string pointer, CancellationToken ct)
    {
        var (text, id) = reference;
        var key = CodeText.KeyOf(text);
        var eventId = basket.Event.Id;
        var code = await data.Set<DiscountCode>()
            .AsNoTracking()
            .Where(c =>
                c.UsedFor == DiscountCode.ForTicket && c.DeletedAt == null && (c.Id == id || (c.EventId == eventId && c.CodeKey == key))
            )
            .OrderBy(c => c.Id == id ? 0 : 1)
            .FirstOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound("discount code", text, pointer);
        var tickets = await data.Set<DiscountCodeTicket>().Where(t => t.DiscountCodeId == code.Id).Select(t => t.TicketId).ToListAsync(ct);
        List<SeatRequest> seats =
        [
            .. basket.Seats.Select(s => s with { IsDiscountable = tickets.Contains(s.Ticket.Id) && Pricing.CanCostMoney(s.Ticket) }),
        ];
        var discountedSeats = seats.Where(s => s.IsDiscountable).Sum(s => s.MaxDiscounted);
        if (!basket.IsPlacedByStaff)
            CodeRules.RequireUsable(code, basket.Event, discountedSeats, clock.GetUtcNow(), pointer);
        return discountedSeats == 0 ? basket : basket with { Seats = seats, DiscountCode = code };
    }

    private async Task<Basket> AddAccessCodeAsync(Basket basket, CodeReference reference, string pointer, CancellationToken ct)
    {
        var id = reference.Id;
        var text = CodeText.Normalize(reference.Text);
        var eventId = basket.Event.Id;
        var code = await data.Set<AccessCode>()
            .AsNoTracking()
            .Where(c => c.DeletedAt == null && (c.Id == id || (c.EventId == eventId && c.Code == text)))
            .OrderBy(c => c.Id == id ? 0 : 1)
            .FirstOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound("access code", text, pointer);
        var unlocked = await data.Set<AccessCodeTicket>().Where(t => t.AccessCodeId == code.Id).Select(t => t.TicketId).ToListAsync(ct);
        basket = basket with { AccessCode = code, UnlockedTicketIds = unlocked.ToHashSet() };
        CodeRules.RequireUsable(code, basket.Event, basket.AccessCodeSeats, clock.GetUtcNow(), pointer);
        return basket;
    }
}
