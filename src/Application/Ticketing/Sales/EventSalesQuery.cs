using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads the sales of events, in the currency of each event.</summary>
internal static class EventSalesQuery
{
    /// <summary>
    /// One statement for all events. With a subquery for each event, PostgreSQL reads all orders each time if most belong to one event.
    /// </summary>
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
                Tickets = g.Sum(s => s.Tickets),
                Amount = g.Sum(s => s.Amount),
            })
            .ToListAsync(ct);
        var byEvent = sums.ToLookup(s => s.EventId);
        foreach (var e in events)
        {
            var own = byEvent[e.Id].ToLookup(s => s.Status);
            e.Sales = new EventSales(
                own[OrderStatus.Completed].Sum(s => s.Tickets),
                own[OrderStatus.Completed].Where(s => s.Currency == e.SalesCurrency).Sum(s => s.Amount),
                own[OrderStatus.Placed].Sum(s => s.Tickets),
                own[OrderStatus.Placed].Where(s => s.Currency == e.SalesCurrency).Sum(s => s.Amount),
                own[OrderStatus.Pending].Sum(s => s.Tickets),
                own[OrderStatus.Pending].Where(s => s.Currency == e.SalesCurrency).Sum(s => s.Amount)
            );
        }
    }
}
