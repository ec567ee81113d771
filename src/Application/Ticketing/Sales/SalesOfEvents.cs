using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads the sales of events, in the currency of each event, with one statement for all of them.</summary>
/// <remarks>
/// Subqueries in the statement of the events would be planned for an average event: where one event has most of the orders, PostgreSQL would
/// read all order lines for each event (952 events with 10,000 orders of one of them: 1.5 s).
/// </remarks>
internal static class SalesOfEvents
{
    public static async Task LoadAsync(IData data, IReadOnlyList<Event> events, CancellationToken ct)
    {
        var ids = events.Select(e => e.Id).ToList();
        var sums = await data.GetSales()
            .Where(s => ids.Contains(s.EventId))
            .GroupBy(s => new
            {
                s.EventId,
                s.Status,
                s.Currency,
            })
            .Select(g => new
            {
                g.Key.EventId,
                g.Key.Status,
                g.Key.Currency,
                Amount = g.Sum(s => s.Amount),
                Tickets = g.Sum(s => s.Tickets),
            })
            .ToListAsync(ct);
        var byEvent = sums.ToLookup(s => s.EventId);
        foreach (var e in events)
        {
            var currency = e.PaymentCurrency is { Length: 3 } own ? own.ToUpperInvariant() : Currency.Default;
            var (completed, placed, pending) = (SumOf(OrderStatus.Completed), SumOf(OrderStatus.Placed), SumOf(OrderStatus.Pending));
            e.Sales = new EventSales(completed.Tickets, completed.Amount, placed.Tickets, placed.Amount, pending.Tickets, pending.Amount);

            (int Tickets, decimal Amount) SumOf(OrderStatus status)
            {
                var all = byEvent[e.Id].Where(s => s.Status == status).ToList();
                return (all.Sum(s => s.Tickets), all.Where(s => s.Currency == currency).Sum(s => s.Amount));
            }
        }
    }
}
