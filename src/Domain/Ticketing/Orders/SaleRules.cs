using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What a ticket demands of whoever orders it (<c>spec/mission.md</c> S2). The event's own team may sell before, after and under the counter.</summary>
public static class SaleRules
{
    /// <summary>The most seats of one order.</summary>
    public const int MaxSeatsPerOrder = 500;

    /// <param name="isCoorganizer">Whether the one who orders runs the event.</param>
    /// <param name="unlockedTicketIds">The hidden tickets that the order's access code opens.</param>
    /// <param name="pointer">Where the request says how many seats of which ticket, by the seat's place in the list.</param>
    /// <exception cref="RejectedException">The first kind of refusal that applies, with every ticket it applies to.</exception>
    public static void Require(
        IReadOnlyList<SeatRequest> seats,
        Event e,
        bool isCoorganizer,
        IReadOnlySet<long> unlockedTicketIds,
        DateTimeOffset now,
        Func<int, string> pointer
    )
    {
        if (!isCoorganizer)
        {
            if (e.State != EventState.Published)
                throw RejectedException.NotFound("event", e.Identifier);
            RequireUnlocked(seats, unlockedTicketIds, pointer);
            RejectIf(RejectionKind.Conflict, t => t switch
                {
                    _ when now < t.SalesStartsAt => $"The sale of \"{t.Name}\" has not begun.",
                    _ when now >= t.SalesEndsAt => $"The sale of \"{t.Name}\" is over.",
                    _ => null,
                });
        }

        RejectIf(RejectionKind.Invalid, t => seats.Where(s => s.Ticket.Id == t.Id).Sum(s => s.Quantity) switch
            {
                var n when n < (t.MinOrder ?? 1) => $"Order at least {t.MinOrder ?? 1} of \"{t.Name}\".",
                var n when n > (t.MaxOrder ?? int.MaxValue) => $"Order at most {t.MaxOrder} of \"{t.Name}\".",
                _ => null,
            });
        if (seats.Sum(s => (long)s.Quantity) > MaxSeatsPerOrder)
            throw RejectedException.Invalid($"An order has at most {MaxSeatsPerOrder} seats.", pointer(0));

        void RejectIf(RejectionKind kind, Func<Ticket, string?> findProblem)
        {
            var problems = seats
                .Select((s, i) => (Detail: findProblem(s.Ticket), s.Ticket.Id, Place: i))
                .Where(p => p.Detail is not null)
                .Select(p => new Problem(p.Detail!, pointer(p.Place), Id: p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .ToList();
            if (problems.Count > 0)
                throw new RejectedException(kind, problems);
        }
    }

    /// <summary>A hidden ticket needs its access code; without one not even its name is told.</summary>
    /// <exception cref="RejectedException">Forbidden, with every ticket it applies to.</exception>
    public static void RequireUnlocked(IReadOnlyList<SeatRequest> seats, IReadOnlySet<long> unlockedTicketIds, Func<int, string> pointer)
    {
        var problems = seats
            .Select((s, i) => (s.Ticket, Place: i))
            .Where(s => s.Ticket.IsHidden && !unlockedTicketIds.Contains(s.Ticket.Id))
            .Select(s => new Problem(
                $"Ticket {s.Ticket.Id} is sold by access code only.",
                pointer(s.Place),
                Id: s.Ticket.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ))
            .ToList();
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Forbidden, problems);
    }
}
