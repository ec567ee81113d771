using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders an order's invoice. For the buyer and the event team: it contains the buyer's name and address.</summary>
internal sealed record GetOrderInvoicePdf(ResourceKey Order) : IRequest<GetOrderPdf.PdfDownload>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        OrderDocumentRenderer documents,
        InvoiceRenderer renderer
    ) : IRequestHandler<GetOrderInvoicePdf, GetOrderPdf.PdfDownload>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<GetOrderPdf.PdfDownload> Handle(GetOrderInvoicePdf query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see an invoice.");
            var id = await data.Set<Order>()
                .Where(query.Order.Matches(catalog.Of<Order>()))
                .Select(o => (long?)o.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("order", query.Order.Text);
            var order = await documents.LoadOrderAsync(id, ct) ?? throw RejectedException.NotFound("order", query.Order.Text);
            authorization.Require(
                Decision.AllowIf(Policy.CanSeePrivate(authorization.Actor, order), "Invoices are for the buyer and the event's team.")
            );
            GetOrderPdf.RequireIssuedTickets(order);
            return new GetOrderPdf.PdfDownload(await renderer.RenderAsync(order, ct), $"invoice-{InvoiceRenderer.GetNumber(order)}.pdf");
        }
    }
}
