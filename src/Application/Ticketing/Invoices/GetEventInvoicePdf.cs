using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders an event invoice. For the user who owes it, the event's organizers and staff.</summary>
internal sealed record GetEventInvoicePdf(ResourceKey Invoice) : IRequest<GetOrderPdf.PdfDownload>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, InvoiceRenderer renderer)
        : IRequestHandler<GetEventInvoicePdf, GetOrderPdf.PdfDownload>
    {
        public async Task<GetOrderPdf.PdfDownload> Handle(GetEventInvoicePdf query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see an invoice.");
            var id = await data.Set<EventInvoice>()
                .Where(query.Invoice.Matches(catalog.Of<EventInvoice>()))
                .Select(i => (long?)i.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event-invoice", query.Invoice.Text);
            var invoice = await renderer.LoadAsync(id, ct) ?? throw RejectedException.NotFound("event-invoice", query.Invoice.Text);
            authorization.Require(
                Decision.AllowIf(
                    authorization.Actor.Scope?.Contains(invoice.EventId) != false
                        && (authorization.Actor.IsUser(invoice.UserId) || authorization.Actor.HasOrganizerAccess(invoice.EventId ?? 0)),
                    ActorDecisions.OrganizerAccess
                )
            );
            return new GetOrderPdf.PdfDownload(await renderer.RenderAsync(invoice, ct), $"invoice-{invoice.Identifier}.pdf");
        }
    }
}
