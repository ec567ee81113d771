using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>An order's invoice: for the buyer and the event's team. An attendee does not learn who paid, and where that lives.</summary>
internal sealed record PrintInvoice(Key Order) : IRequest<PrintTickets.Document>
{
    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TicketPrinter tickets, InvoicePrinter printer)
        : IRequestHandler<PrintInvoice, PrintTickets.Document>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<PrintTickets.Document> Handle(PrintInvoice query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Sign in to see an invoice."));
            var id = await data.Set<Order>().Where(query.Order.On(catalog.Of<Order>())).Select(o => (long?)o.Id).SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("order", query.Order.Text);
            var order = await tickets.LoadAsync(id, ct) ?? throw Refused.Missing("order", query.Order.Text);
            gate.Require(Decision.When(Policy.SeesPrivate(gate.Actor, order), "Invoices are for the buyer and the event's team."));
            PrintTickets.RequireTickets(order);
            return new PrintTickets.Document(await printer.PrintAsync(order, ct), $"invoice-{InvoicePrinter.NumberOf(order)}.pdf");
        }
    }
}

/// <summary>The platform's invoice: for who owes it, the event's organizers and staff.</summary>
internal sealed record PrintEventInvoice(Key Invoice) : IRequest<PrintTickets.Document>
{
    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, InvoicePrinter printer)
        : IRequestHandler<PrintEventInvoice, PrintTickets.Document>
    {
        public async Task<PrintTickets.Document> Handle(PrintEventInvoice query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Sign in to see an invoice."));
            var id = await data.Set<EventInvoice>()
                .Where(query.Invoice.On(catalog.Of<EventInvoice>()))
                .Select(i => (long?)i.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("event-invoice", query.Invoice.Text);
            var invoice = await printer.LoadAsync(id, ct) ?? throw Refused.Missing("event-invoice", query.Invoice.Text);
            gate.Require(
                Decision.When(gate.Actor.Is(invoice.UserId) || gate.Actor.Organizes(invoice.EventId ?? 0), "Organizer access is required.")
            );
            return new PrintTickets.Document(await printer.PrintAsync(invoice, ct), $"invoice-{invoice.Identifier}.pdf");
        }
    }
}
