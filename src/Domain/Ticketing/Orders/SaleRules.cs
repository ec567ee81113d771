using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The rules that an order must meet for each ticket (docs/reference/tickets.md#sale-rules). The event team may order outside the sales
/// period, and hidden tickets without a code.
/// </summary>
public static class SaleRules
{
    /// <summary>The maximum number of seats in an order.</summary>
    public const int MaxSeatsPerOrder = 500;

    /// <param name="isCoorganizer">Whether the caller is a member of the event team or staff.</param>
    /// <param name="unlockedTicketIds">The hidden tickets that the order's access code unlocks.</param>
    /// <param name="pointer">Returns the JSON pointer to the item with the given index in <paramref name="seats"/>.</param>
    /// <exception cref="RejectedException">The first rule that is broken, with every ticket that breaks it.</exception>
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
            RequireOpen(seats.Select(s => s.Ticket), e, now, pointer(0));
            RejectIf(RejectionKind.Conflict, t => t switch
                {
                    _ when now < t.SalesStartsAt => $"The sale of \"{t.Name}\" has not started yet.",
                    _ when now >= t.SalesEndsAt => $"The sale of \"{t.Name}\" has ended.",
                    _ => null,
                });
        }

        RejectIf(RejectionKind.Invalid, t => seats.Where(s => s.Ticket.Id == t.Id).Sum(s => s.Quantity) switch
            {
                var n when n < (t.MinOrder ?? 1) => $"Order at least {t.MinOrder ?? 1} tickets of type \"{t.Name}\".",
                var n when n > (t.MaxOrder ?? int.MaxValue) => $"Order at most {t.MaxOrder} tickets of type \"{t.Name}\".",
                _ => null,
            });
        if (seats.Sum(s => (long)s.Quantity) > MaxSeatsPerOrder)
            throw RejectedException.Invalid($"An order can have at most {MaxSeatsPerOrder} seats.", pointer(0));

        void RejectIf(RejectionKind kind, Func<Ticket, string?> findProblem)
        {
            var problems = seats
                .Select((s, i) => (Detail: findProblem(s.Ticket), s.Ticket.Id, Index: i))
                .Where(p => p.Detail is not null)
                .Select(p => new Problem(p.Detail!, pointer(p.Index), Id: p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .ToList();
            if (problems.Count > 0)
                throw new RejectedException(kind, problems);
        }
    }

    /// <summary>
    /// The rules about an event and its tickets that hold when an order is started and when it is submitted: the event is not over, and
    /// accepts some payment if a ticket costs money.
    /// </summary>
    /// <exception cref="RejectedException">Conflict.</exception>
    public static void RequireOpen(IEnumerable<Ticket> tickets, Event e, DateTimeOffset now, string pointer)
    {
        if (now >= e.EndsAt)
            throw RejectedException.Conflict("The event is over.", pointer);
        if (!PaymentModes.HasAnyEnabled(e) && tickets.FirstOrDefault(Pricing.CanCostMoney) is { } ticket)
            throw RejectedException.Conflict($"\"{ticket.Name}\" costs money, but the event accepts no payments.", pointer);
    }

    /// <summary>
    /// Checks that the access code unlocks all hidden tickets. The error message does not reveal the name of a hidden ticket.
    /// </summary>
    /// <exception cref="RejectedException">Forbidden, with every ticket that is not unlocked.</exception>
    public static void RequireUnlocked(IReadOnlyList<SeatRequest> seats, IReadOnlySet<long> unlockedTicketIds, Func<int, string> pointer)
    {
        var problems = seats
            .Select((s, i) => (s.Ticket, Index: i))
            .Where(s => s.Ticket.IsHidden && !unlockedTicketIds.Contains(s.Ticket.Id))
            .Select(s => new Problem(
                $"Ticket {s.Ticket.Id} needs an access code.",
                pointer(s.Index),
                Id: s.Ticket.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ))
            .ToList();
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Forbidden, problems);
    }
}
