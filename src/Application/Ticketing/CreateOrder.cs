using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Begins a checkout: an order that holds its seats for some minutes, with a blank attendee for each.</summary>
internal sealed record CreateOrder(OrderRequest Request) : ICommand<Order>
{
    internal sealed class Handler(IGate gate, TicketCounter counter, OrderFlow flow, TimeProvider clock) : IRequestHandler<CreateOrder, Order>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Order> Handle(CreateOrder command, CancellationToken ct)
        {
            var (actor, request) = (gate.Actor, command.Request with { Tickets = [.. command.Request.Tickets.Where(t => t.Quantity > 0)] });
            gate.Require(Policy.Create(actor, new Order()));
            if (request.Tickets.Count == 0) throw Refused.Invalid("An order needs tickets.", "/tickets");
            var (e, seats) = await counter.FindAsync(request, ct);
            var runs = actor.Runs(e!.Id);
            SaleRules.Require(seats, e, runs, clock.GetUtcNow(), i => $"/tickets/{i}/quantity");
            TicketCounter.RequireVerified(actor, seats);

            var quote = Pricing.Of(seats);
            var isFinal = runs && request.Amount is not null;
            var order = new Order { EventId = e.Id, UserId = actor.UserId, Amount = isFinal ? Pricing.Rounded(request.Amount!.Value) : quote.Total, IsAmountFinal = isFinal };
            order.Tickets.AddRange(quote.Lines.Select(l => new OrderTicket { TicketId = l.Ticket.Id, Quantity = l.Quantity, Price = l.Price }));
            order.Attendees.AddRange(quote.Lines.SelectMany(l => Enumerable.Range(0, l.Quantity).Select(_ => Blank(l.Ticket, actor))));
            await flow.OpenAsync(order, e, [], ct);
            return order;
        }
    }

    public static Attendee Blank(Ticket ticket, Actor actor) =>
        new() { EventId = ticket.EventId, TicketId = ticket.Id, CreatorId = actor.UserId, Identifier = CreateAttendee.NewIdentifier() };
}
