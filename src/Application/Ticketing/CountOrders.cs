using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>How many orders and seats, and how much money, are in each status: of an event or of one ticket, for the event's team.</summary>
internal sealed record CountOrders(Key Key, bool IsOfTicket) : IRequest<CountOrders.Statistics>
{
    /// <param name="Identifier">The event's identifier, or the ticket's id.</param>
    internal sealed record Statistics(long Id, string Identifier, IReadOnlyDictionary<OrderStatus, Row> ByStatus);

    /// <param name="Sales">In the event's currency; of one ticket, what its seats cost without the order's tax and fees.</param>
    internal sealed record Row(int Orders, int Seats, decimal Sales);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<CountOrders, Statistics>
    {
        public async Task<Statistics> Handle(CountOrders query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Co-organizer access is required."));
            return query.IsOfTicket ? await OfTicketAsync(query.Key, ct) : await OfEventAsync(query.Key, ct);
        }

        private async Task<Statistics> OfEventAsync(Key key, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>()
                .Where(events.VisibleTo(gate.Actor, trashed: false))
                .Where(key.On(events))
                .Select(x => new { x.Id, x.Identifier })
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("event", key.Text);
            gate.Require(Decision.When(gate.Actor.Runs(e.Id), "Co-organizer access is required."));
            var now = clock.GetUtcNow();
            var found = await data.Set<Order>()
                .Where(o => o.EventId == e.Id)
                .Select(o => new
                {
                    Status = o.ExpiresAt <= now ? OrderStatus.Expired : o.Status,
                    o.Amount,
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
            return new Statistics(e.Id, e.Identifier, found.ToDictionary(g => g.Key, g => new Row(g.Orders, g.Seats, g.Sales)));
        }

        private async Task<Statistics> OfTicketAsync(Key key, CancellationToken ct)
        {
            var tickets = catalog.Of<Ticket>();
            var ticket = await data.Set<Ticket>()
                .AsNoTracking()
                .Where(tickets.VisibleTo(gate.Actor, trashed: false))
                .Where(key.On(tickets))
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("ticket", key.Text);
            gate.Require(Decision.When(gate.Actor.Runs(ticket.EventId), "Co-organizer access is required."));
            var now = clock.GetUtcNow();
            var found = await data.Set<OrderTicket>()
                .AsNoTracking()
                .Include(l => l.Order)
                .Where(l => l.TicketId == ticket.Id)
                .GroupBy(l => new
                {
                    Status = l.Order.ExpiresAt <= now ? OrderStatus.Expired : l.Order.Status,
                    l.Price,
                    l.Order.Terms.DiscountType,
                    l.Order.Terms.DiscountValue,
                    l.Order.Terms.Currency,
                })
                .Select(g => new
                {
                    g.Key,
                    Orders = g.Count(),
                    Seats = g.Sum(l => l.Quantity),
                    Discounted = g.Sum(l => l.Discounted),
                })
                .ToListAsync(ct);
            return new Statistics(
                ticket.Id,
                Key.Of(ticket.Id).Text,
                found
                    .GroupBy(g => g.Key.Status)
                    .ToDictionary(
                        g => g.Key,
                        g => new Row(
                            g.Sum(l => l.Orders),
                            g.Sum(l => l.Seats),
                            g.Sum(l =>
                            {
                                var terms = new PriceTerms
                                {
                                    Currency = l.Key.Currency,
                                    DiscountType = l.Key.DiscountType,
                                    DiscountValue = l.Key.DiscountValue,
                                };
                                return Pricing.SubTotalOf(new PricedSeats(l.Key.Price, l.Seats, l.Discounted, IsFeeCharged: false), terms);
                            })
                        )
                    )
            );
        }
    }
}
