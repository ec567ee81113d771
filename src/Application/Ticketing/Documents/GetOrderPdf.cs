using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Renders an order's current document: the summary for the buyer and the event team, or their own ticket for an attendee.
/// </summary>
internal sealed record GetOrderPdf(ResourceKey Order) : IRequest<GetOrderPdf.PdfDownload>
{
    internal sealed record PdfDownload(byte[] Pdf, string FileName);

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, OrderDocumentRenderer renderer)
        : IRequestHandler<GetOrderPdf, PdfDownload>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<PdfDownload> Handle(GetOrderPdf query, CancellationToken ct)
        {
            TokenRequirement.CheckAll(authorization.Actor, [TokenModule.Attendees], writes: false);
            var matching = data.Set<Order>().Where(query.Order.Matches(catalog.Of<Order>()));
            var id = await matching.Where(Policy.Visible(authorization.Actor)).Select(o => (long?)o.Id).SingleOrDefaultAsync(ct);
            if (id is null)
            {
                if (await matching.AnyAsync(ct))
                    authorization.Require(Decision.Deny("You may not see this order."));
                throw RejectedException.NotFound("order", query.Order.Text);
            }

            var order = await renderer.LoadOrderAsync(id.Value, ct) ?? throw RejectedException.NotFound("order", query.Order.Text);
            RequireIssuedTickets(order);
            var e = await renderer.LoadEventAsync(order.Event, ct);
            if (Policy.CanSeePrivate(authorization.Actor, order))
                return new PdfDownload(renderer.RenderSummary(order, e), $"order-{order.Identifier}.pdf");
            var own = order.Attendees.First(a => a.Email == authorization.Actor.VerifiedEmail);
            return new PdfDownload(renderer.RenderTicket(order, own, e), $"ticket-{own.Identifier}.pdf");
        }
    }

    public static void RequireIssuedTickets(Order order)
    {
        if (!order.Status.HasIssuedTickets())
            throw RejectedException.Conflict("The order has no tickets: it is neither completed nor placed.");
    }
}
