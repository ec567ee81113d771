using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The order statistics of a ticket.</summary>
internal sealed class OrderStatisticsTicketResource : OrderStatisticsResource<OrderStatisticsTicket>
{
    public OrderStatisticsTicketResource()
    {
        FoundAt("/v1/tickets/{key}/order-statistics");
        ThenLoad(CountAsync);
    }

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        AddTo<Ticket>(catalog);
    }

    /// <summary>Seats of one price and one discount are summed together, rounded as they were charged.</summary>
    private static async Task CountAsync(IData data, IReadOnlyList<OrderStatisticsTicket> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var found = await data.Set<OrderTicket>()
            .Where(l => ids.Contains(l.TicketId))
            .GroupBy(l => new
            {
                l.TicketId,
                Status = l.Order.ExpiresAt <= DatabaseClock.Now() ? OrderStatus.Expired : l.Order.Status,
                l.Price,
                l.Quantity,
                l.Discounted,
                l.Order.Terms.DiscountType,
                l.Order.Terms.DiscountValue,
                l.Order.Terms.Currency,
                l.Order.Amount,
                l.Order.AmountRefunded,
            })
            .Select(g => new { g.Key, Orders = g.Count() })
            .ToListAsync(ct);
        StoreTotals(
            rows,
            found.Select(g =>
            {
                var seats = new PricedSeats(g.Key.Price, g.Key.Quantity, g.Key.Discounted, IsFeeCharged: false);
                var terms = new PriceTerms
                {
                    Currency = g.Key.Currency,
                    DiscountType = g.Key.DiscountType,
                    DiscountValue = g.Key.DiscountValue,
                };
                var sales = Pricing.SubTotalOf(seats, terms);
                var remaining = Remaining(g.Key.Status, g.Key.Amount, g.Key.AmountRefunded, g.Key.Currency, sales);
                var totals = new OrderTotals(g.Orders, g.Orders * g.Key.Quantity, g.Orders * remaining);
                return new OrderTotalsPart(g.Key.TicketId, g.Key.Status, g.Key.Currency, totals);
            })
        );
    }

    /// <summary>The sales less their share of what was refunded of the order, rounded as the currency is.</summary>
    private static decimal Remaining(OrderStatus status, decimal? amount, decimal refunded, string currency, decimal sales) =>
        status == OrderStatus.Completed && refunded > 0 && amount is > 0
            ? Currency.Round(sales * (amount.Value - refunded) / amount.Value, currency)
            : sales;
}
