using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Counts orders and seats and sums sales by order status, for an event or for one ticket. For the event team.</summary>
/// <param name="Key">The key of the event, or of the ticket if <paramref name="IsForTicket"/>.</param>
internal sealed record GetOrderStatistics(ResourceKey Key, bool IsForTicket) : IRequest<GetOrderStatistics.OrderStatistics>
{
    /// <param name="Identifier">The event's identifier, or the ticket's id.</param>
    internal sealed record OrderStatistics(long Id, string Identifier, IReadOnlyDictionary<OrderStatus, StatusTotals> ByStatus);

    /// <param name="Sales">
    /// In units of the event's currency, without orders in another one and, for completed orders, without what was refunded. For one
    /// ticket: the price of its seats without tax and fees, less its share of what was refunded.
    /// </param>
    internal sealed record StatusTotals(int Orders, int Seats, decimal Sales);

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<GetOrderStatistics, OrderStatistics>
    {
        public async Task<OrderStatistics> Handle(GetOrderStatistics query, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            return query.IsForTicket ? await ForTicketAsync(query.Key, ct) : await ForEventAsync(query.Key, ct);
        }

        private async Task<OrderStatistics> ForEventAsync(ResourceKey key, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .Where(key.Matches(events))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event", key.Text);
            authorization.Require(Decision.AllowIf(authorization.Actor.HasCoorganizerAccess(e.Id), "Co-organizer access is required."));
            var now = clock.GetUtcNow();
            var currency = e.SalesCurrency;
            var found = await data.Set<Order>()
                .Where(o => o.EventId == e.Id)
                .Select(o => new
                {
                    Status = o.ExpiresAt <= now ? OrderStatus.Expired : o.Status,
                    Amount = o.Terms.Currency != currency ? 0
                    : o.Status == OrderStatus.Completed ? o.Amount - o.AmountRefunded
                    : o.Amount,
                    Seats = o.Tickets.Sum(t => t.Quantity),
                })
                .GroupBy(o => o.Status)
                .Select(g => new
                {
                    g.Key,
                    Orders = g.Count(),
                    Seats = g.Sum(o => o.Seats),
                    Sales = g.Sum(o => o.Amount) ?? 0,
                })
                .ToListAsync(ct);
            return new OrderStatistics(
                e.Id,
                e.Identifier,
                found.ToDictionary(g => g.Key, g => new StatusTotals(g.Orders, g.Seats, g.Sales))
            );
        }

        private async Task<OrderStatistics> ForTicketAsync(ResourceKey key, CancellationToken ct)
        {
            var tickets = catalog.Of<Ticket>();
            var ticket = await data.Set<Ticket>()
                .AsNoTracking()
                .Include(t => t.Event)
                .Where(tickets.VisibleTo(authorization.Actor, trashed: false))
                .Where(key.Matches(tickets))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("ticket", key.Text);
            authorization.Require(
                Decision.AllowIf(authorization.Actor.HasCoorganizerAccess(ticket.EventId), "Co-organizer access is required.")
            );
            var now = clock.GetUtcNow();
            var currency = ticket.Event.SalesCurrency;
            var found = await data.Set<OrderTicket>()
                .AsNoTracking()
                .Include(l => l.Order)
                .Where(l => l.TicketId == ticket.Id)
                .GroupBy(l => new
                {
                    Status = l.Order.ExpiresAt <= now ? OrderStatus.Expired : l.Order.Status,
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
            return new OrderStatistics(
                ticket.Id,
                ResourceKey.FromId(ticket.Id).Text,
                found
                    .GroupBy(g => g.Key.Status)
                    .ToDictionary(
                        g => g.Key,
                        g => new StatusTotals(
                            g.Sum(l => l.Orders),
                            g.Sum(l => l.Orders * l.Key.Quantity),
                            g.Where(l => l.Key.Currency == currency)
                                .Sum(l =>
                                    l.Orders
                                    * Remaining(
                                        l.Key.Status,
                                        l.Key.Amount,
                                        l.Key.AmountRefunded,
                                        l.Key.Currency,
                                        SalesOf(
                                            l.Key.Price,
                                            l.Key.Quantity,
                                            l.Key.Discounted,
                                            new PriceTerms
                                            {
                                                Currency = l.Key.Currency,
                                                DiscountType = l.Key.DiscountType,
                                                DiscountValue = l.Key.DiscountValue,
                                            }
                                        )
                                    )
                                )
                        )
                    )
            );
        }

        /// <summary>The sales less their share of what was refunded of the order, rounded as the currency is.</summary>
        private static decimal Remaining(OrderStatus status, decimal? amount, decimal refunded, string currency, decimal sales) =>
            status == OrderStatus.Completed && refunded > 0 && amount is > 0
                ? Currency.Round(sales * (amount.Value - refunded) / amount.Value, currency)
                : sales;

        /// <summary>
        /// The price of the seats in one order, rounded as it was charged: a sum over orders is the sum of rounded amounts.
        /// </summary>
        private static decimal SalesOf(decimal price, int seats, int discounted, PriceTerms terms) =>
            Pricing.SubTotalOf(new PricedSeats(price, seats, discounted, IsFeeCharged: false), terms);
    }
}
