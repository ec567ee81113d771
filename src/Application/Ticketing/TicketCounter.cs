using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds what a checkout asks for.</summary>
internal sealed class TicketCounter(IData data, IGate gate, CodeCounter codes, OrderSettings settings)
{
    private static readonly Compiled<Func<DbContext, List<long>, IAsyncEnumerable<Ticket>>> Wanted = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, List<long> ids) =>
                db.Set<Ticket>()
                    .AsNoTracking()
                    .Include(t => t.Event)
                    .Where(t => ids.Contains(t.Id) && t.DeletedAt == null && t.Event.DeletedAt == null)
        )
    );

    /// <returns>The basket in the order of the request; null where nothing was asked for.</returns>
    /// <exception cref="Refused">Missing, Forbidden or Invalid, with the place in the request.</exception>
    public async Task<Basket?> FindAsync(OrderRequest request, CancellationToken ct)
    {
        RequireDistinct(request.Tickets);
        var ids = request.Tickets.Select(t => t.Id).ToList();
        var (db, wanted) = Wanted.On(data.Set<Ticket>());
        var found = await wanted(db, ids).ToDictionaryAsync(t => t.Id, cancellationToken: ct);
        var missing = request
            .Tickets.Select((t, i) => (t.Id, Place: i))
            .Where(t => !found.TryGetValue(t.Id, out var ticket) || !MayAskFor(ticket))
            .Select(t => new Problem($"There is no ticket {t.Id}.", $"/tickets/{t.Place}/id"))
            .ToList();
        if (missing.Count > 0)
            throw new Refused(RefusalKind.Missing, missing);
        if (found.Values.Select(t => t.EventId).Distinct().Count() > 1)
            throw Refused.Invalid("All tickets of an order are of one event.", "/tickets");
        if (found.Count == 0)
            return null;
        var e = found.Values.First().Event;
        IReadOnlyList<SeatRequest> seats =
        [
            .. request.Tickets.Select(t => new SeatRequest(found[t.Id], t.Quantity, t.Price, DiscountLimit: t.Discounted)),
        ];
        var basket = await codes.FillAsync(e, seats, request.DiscountCode, request.AccessCode, "", ct);
        if (!gate.Actor.Runs(e.Id))
            SaleRules.RequireOpened(basket.Seats, basket.Opened, i => $"/tickets/{i}/id");
        return basket;
    }

    /// <exception cref="Refused">Forbidden, <c>unverified-user</c>: free tickets are for people whose address is known to be theirs.</exception>
    public void RequireVerified(IReadOnlyList<SeatRequest> seats)
    {
        if (
            gate.Actor is { IsVerified: false, IsStaff: false }
            && !settings.AllowUnverifiedFree
            && seats.All(s => !Pricing.MayCost(s.Ticket))
        )
            throw Refused.Forbidden("Verify your e-mail address before you order free tickets.", code: "unverified-user");
    }

    private bool MayAskFor(Ticket ticket) => ticket.Event.State == EventState.Published || gate.Actor.Runs(ticket.EventId);

    private static void RequireDistinct(IReadOnlyList<TicketRequest> tickets)
    {
        var twice = tickets.Select((t, i) => (t.Id, Place: i)).GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw Refused.Invalid($"Ticket {twice.Key} is there twice.", $"/tickets/{twice.Last().Place}/id");
    }
}
