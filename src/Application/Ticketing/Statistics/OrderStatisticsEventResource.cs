using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The order statistics of an event.</summary>
internal sealed class OrderStatisticsEventResource : OrderStatisticsResource<OrderStatisticsEvent>
{
    public OrderStatisticsEventResource()
    {
        FoundAt("/v1/events/{key}/order-statistics");
        ThenLoad(CountAsync);
    }

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        AddTo<Event>(catalog);
    }

    private static async Task CountAsync(IData data, IReadOnlyList<OrderStatisticsEvent> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var found = await data.Set<Order>()
            .Where(o => ids.Contains(o.EventId))
            .Select(o => new
            {
                o.EventId,
                Status = o.ExpiresAt <= DatabaseClock.Now() ? OrderStatus.Expired : o.Status,
                o.Terms.Currency,
                Amount = o.Status == OrderStatus.Completed ? o.Amount - o.AmountRefunded : o.Amount,
                Seats = o.Tickets.Sum(t => t.Quantity),
            })
            .GroupBy(o => new
            {
                o.EventId,
                o.Status,
                o.Currency,
            })
            .Select(g => new
            {
                g.Key,
                Orders = g.Count(),
                Seats = g.Sum(o => o.Seats),
                Sales = g.Sum(o => o.Amount) ?? 0,
            })
            .ToListAsync(ct);
        StoreTotals(
            rows,
            found.Select(g => new OrderTotalsPart(g.Key.EventId, g.Key.Status, g.Key.Currency, new OrderTotals(g.Orders, g.Seats, g.Sales)))
        );
    }
}
