using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>An order's document as it is now: the summary for the buyer and the event's team, his own ticket for an attendee.</summary>
internal sealed record PrintTickets(Key Order) : IRequest<PrintTickets.Document>
{
    internal sealed record Document(byte[] Pdf, string FileName);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TicketPrinter printer)
        : IRequestHandler<PrintTickets, Document>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Document> Handle(PrintTickets query, CancellationToken ct)
        {
            var called = data.Set<Order>().Where(query.Order.On(catalog.Of<Order>()));
            var id = await called.Where(Policy.Visible(gate.Actor)).Select(o => (long?)o.Id).SingleOrDefaultAsync(ct);
            if (id is null)
            {
                if (await called.AnyAsync(ct))
                    gate.Require(Decision.Deny("You may not see this order."));
                throw Refused.Missing("order", query.Order.Text);
            }

            var order = await printer.LoadAsync(id.Value, ct) ?? throw Refused.Missing("order", query.Order.Text);
            RequireTickets(order);
            var e = await printer.EventAsync(order.Event, ct);
            if (Policy.SeesPrivate(gate.Actor, order))
                return new Document(printer.Summary(order, e), $"order-{order.Identifier}.pdf");
            var own = order.Attendees.First(a => a.Email == gate.Actor.VerifiedEmail);
            return new Document(printer.Ticket(order, own, e), $"ticket-{own.Identifier}.pdf");
        }
    }

    public static void RequireTickets(Order order)
    {
        if (!order.Status.Admits())
            throw Refused.Conflict("There are no tickets yet, or no longer: the order is neither completed nor placed.");
    }
}
