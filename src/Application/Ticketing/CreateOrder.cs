using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Begins a checkout: an order that holds its seats for some minutes, with a blank attendee for each.</summary>
internal sealed record CreateOrder(OrderRequest Request) : ICommand<Page<Order>>
{
    internal sealed class Handler(IGate gate, TicketCounter counter, OrderFlow flow, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<CreateOrder, Page<Order>>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Page<Order>> Handle(CreateOrder command, CancellationToken ct)
        {
            var (actor, request) = (gate.Actor, command.Request with { Tickets = [.. command.Request.Tickets.Where(t => t.Quantity > 0)] });
            gate.Require(Policy.Create(actor, new Order()));
            var basket = await counter.FindAsync(request, ct) ?? throw Refused.Invalid("An order needs tickets.", "/tickets");
            var (e, runs) = (basket.Event, actor.Runs(basket.Event.Id));
            SaleRules.Require(basket.Seats, e, runs, basket.Opened, clock.GetUtcNow(), i => $"/tickets/{i}/quantity");
            counter.RequireVerified(basket.Seats);

            var order = new Order { EventId = e.Id, UserId = actor.UserId };
            if (runs && request.Amount is { } amount)
                (order.Amount, order.IsAmountFinal) = (amount, true);
            await flow.OpenAsync(order, basket, [], request.VerifiesDiscount, ct);
            // Not read back: a new order is as it was written.
            return new Page<Order>([order], 1, new Included(), catalog.Of<Order>().WriterOf(actor, order));
        }
    }
}
