using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads the tickets and codes that a checkout request names.</summary>
internal sealed class BasketBuilder(IData data, IAuthorization authorization, CodeResolver codes, OrderSettings settings)
{
    private static readonly CompiledQuery<Func<DbContext, List<long>, IAsyncEnumerable<Ticket>>> TicketsById = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, List<long> ids) =>
                db.Set<Ticket>()
                    .AsNoTracking()
                    .Include(t => t.Event)
                    .Where(t => ids.Contains(t.Id) && t.DeletedAt == null && t.Event.DeletedAt == null)
        )
    );

    /// <returns>The basket, in the order of the request. Null if the request names no tickets.</returns>
    /// <exception cref="RejectedException">NotFound, Forbidden or Invalid, with a pointer into the request.</exception>
    public async Task<Basket?> BuildAsync(OrderRequest request, CancellationToken ct)
    {
        var ids = request.Tickets.Select(t => t.Id).ToList();
        var (db, ticketsById) = TicketsById.For(data.Set<Ticket>());
        var found = await ticketsById(db, ids).ToDictionaryAsync(t => t.Id, cancellationToken: ct);
        var missing = request
            .Tickets.Select((t, i) => (t.Id, Index: i))
            .Where(t => !found.TryGetValue(t.Id, out var ticket) || !CanOrder(ticket))
            .Select(t => new Problem($"There is no ticket {t.Id}.", $"/tickets/{t.Index}/id"))
            .ToList();
        if (missing.Count > 0)
            throw new RejectedException(RejectionKind.NotFound, missing);
        if (found.Values.Select(t => t.EventId).Distinct().Count() > 1)
            throw RejectedException.Invalid("All tickets of an order must belong to one event.", "/tickets");
        if (found.Count == 0)
            return null;
        var e = found.Values.First().Event;
        IReadOnlyList<SeatRequest> seats =
        [
            .. request.Tickets.Select(t => new SeatRequest(found[t.Id], t.Quantity, t.Price, DiscountLimit: t.MaxDiscounted)),
        ];
        var basket = await codes.ResolveAsync(e, seats, request.DiscountCode, request.AccessCode, "", ct);
        if (!authorization.Actor.HasCoorganizerAccess(e.Id))
            SaleRules.RequireUnlocked(basket.Seats, basket.UnlockedTicketIds, i => $"/tickets/{i}/id");
        return basket;
    }

    /// <summary>
    /// Requires a verified e-mail address for an order of only free tickets (docs/reference/orders.md#permissions-on-orders).
    /// </summary>
    /// <exception cref="RejectedException">Forbidden, with the code <c>unverified-user</c>.</exception>
    public void RequireVerifiedUser(IReadOnlyList<SeatRequest> seats)
    {
        if (
            authorization.Actor is { IsVerified: false, IsStaff: false }
            && !settings.AllowUnverifiedFree
            && seats.All(s => !Pricing.CanCostMoney(s.Ticket))
        )
            throw RejectedException.Forbidden(
                "Verify your e-mail address before you order free tickets.",
                code: ProblemCode.UnverifiedUser
            );
    }

    private bool CanOrder(Ticket ticket) =>
        ticket.Event.State == EventState.Published || authorization.Actor.HasCoorganizerAccess(ticket.EventId);
}
