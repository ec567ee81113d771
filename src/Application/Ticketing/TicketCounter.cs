using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds what a checkout asks for, and refuses what this server does not take yet.</summary>
internal sealed class TicketCounter(IData data, IGate gate)
{
    /// <returns>The event (null where nothing was asked for) and the seats, in the order of the request.</returns>
    /// <exception cref="Refused">Missing or Invalid, with the place in the request.</exception>
    public async Task<(Event? Event, IReadOnlyList<SeatRequest> Seats)> FindAsync(OrderRequest request, CancellationToken ct)
    {
        if (request.DiscountCode is not null) throw Refused.Invalid("Discount codes are not taken yet: order without one.", "/discount-code");
        if (request.AccessCode is not null) throw Refused.Invalid("Access codes are not taken yet: order without one.", "/access-code");
        RequireDistinct(request.Tickets);
        var ids = request.Tickets.Select(t => t.Id).ToList();
        var found = await data.Set<Ticket>().AsNoTracking().Include(t => t.Event)
            .Where(t => ids.Contains(t.Id) && t.DeletedAt == null && t.Event.DeletedAt == null).ToDictionaryAsync(t => t.Id, ct);
        var missing = request.Tickets.Select((t, i) => (t.Id, Place: i)).Where(t => !found.TryGetValue(t.Id, out var ticket) || !MayAskFor(ticket))
            .Select(t => new Problem($"There is no ticket {t.Id}.", $"/tickets/{t.Place}/id")).ToList();
        if (missing.Count > 0) throw new Refused(RefusalKind.Missing, missing);
        if (found.Values.Select(t => t.EventId).Distinct().Count() > 1) throw Refused.Invalid("All tickets of an order are of one event.", "/tickets");
        return (found.Values.FirstOrDefault()?.Event, [.. request.Tickets.Select(t => new SeatRequest(found[t.Id], t.Quantity, t.Price))]);
    }

    /// <exception cref="Refused">Forbidden, <c>unverified-user</c>: free tickets are for people whose address is known to be theirs.</exception>
    public static void RequireVerified(Actor actor, IReadOnlyList<SeatRequest> seats)
    {
        if (!actor.IsVerified && !actor.IsStaff && seats.All(s => !Pricing.MayCost(s.Ticket)))
            throw Refused.Forbidden("Verify your e-mail address before you order free tickets.", code: "unverified-user");
    }

    private bool MayAskFor(Ticket ticket) => ticket.Event.State == EventState.Published || gate.Actor.Runs(ticket.EventId);

    private static void RequireDistinct(IReadOnlyList<TicketRequest> tickets)
    {
        var twice = tickets.Select((t, i) => (t.Id, Place: i)).GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw Refused.Invalid($"Ticket {twice.Key} is there twice.", $"/tickets/{twice.Last().Place}/id");
    }
}
