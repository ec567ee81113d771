using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>An invoice to the owner of an event.</summary>
internal sealed record GetInvoicePage(ResourceKey Invoice) : IRequest<PageView>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<GetInvoicePage, PageView>
    {
        public async Task<PageView> Handle(GetInvoicePage query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see your invoice.");
            var invoices = catalog.Of<EventInvoice>();
            var invoice = await data.Set<EventInvoice>()
                .AsNoTracking()
                .Include(i => i.Event)
                .Where(query.Invoice.Matches(invoices))
                .Where(invoices.VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(invoices.Type, query.Invoice.Text);
            List<PageLine> lines =
            [
                new PageLine("Event", invoice.Event?.Name ?? "deleted"),
                new PageLine("Amount", MoneyText.Format(Math.Abs(invoice.Amount), invoice.Currency)),
                new PageLine("State", invoice.Status),
                new PageLine("Due on", EventTime.FormatDay(invoice.DueAt, "UTC")),
            ];
            if (invoice.InvoicePdfUrl is { } url)
                lines.Add(new PageLine("", "The invoice (PDF), which says how to pay", url));
            return new PageView($"{(invoice.Amount < 0 ? "Credit note" : "Invoice")} {invoice.Identifier}", lines);
        }
    }
}
