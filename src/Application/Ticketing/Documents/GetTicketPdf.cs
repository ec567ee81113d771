using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders the current ticket of one attendee.</summary>
internal sealed record GetTicketPdf(long AttendeeId) : IRequest<GetOrderPdf.PdfDownload>
{
    internal sealed class Handler(IData data, IAuthorization authorization, OrderDocumentRenderer renderer)
        : IRequestHandler<GetTicketPdf, GetOrderPdf.PdfDownload>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<GetOrderPdf.PdfDownload> Handle(GetTicketPdf query, CancellationToken ct)
        {
            var matching = data.Set<Attendee>().AsNoTracking().Where(a => a.Id == query.AttendeeId && a.DeletedAt == null);
            var seat = await matching.Where(Policy.Visible(authorization.Actor)).Include(a => a.Order).SingleOrDefaultAsync(ct);
            if (seat is null)
            {
                if (await matching.AnyAsync(ct))
                    authorization.Require(Decision.Deny("You may not see this attendee."));
                throw RejectedException.NotFound("attendee", $"{query.AttendeeId}");
            }

            authorization.Require(AttendeePolicy.GetTicketPdf(authorization.Actor, seat));
            var order = seat.OrderId is { } id ? await renderer.LoadOrderAsync(id, ct) : null;
            if (order is null)
                throw RejectedException.Conflict("The attendee has no ticket: they belong to no order.");
            GetOrderPdf.RequireIssuedTickets(order);
            var attendee = order.Attendees.First(a => a.Id == seat.Id);
            return new GetOrderPdf.PdfDownload(
                renderer.RenderTicket(order, attendee, await renderer.LoadEventAsync(order.Event, ct)),
                $"ticket-{attendee.Identifier}.pdf"
            );
        }
    }
}
