using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Renders the ticket or the order summary that is stored under a URL, from the present data: a stored file shows the data of the time when
/// it was stored. Anyone who has the URL may read it, as the file.
/// </summary>
/// <param name="Path">The path in the file store.</param>
internal sealed record GetStoredTicketPdf(string Path) : IRequest<byte[]?>
{
    /// <summary>The folder of the file store that has the documents of orders.</summary>
    public const string Folder = "tickets/";

    private const string Void = "The ticket is no longer valid.";

    internal sealed class Handler(IData data, OrderDocumentRenderer renderer, IPublicUrl publicUrl)
        : IRequestHandler<GetStoredTicketPdf, byte[]?>
    {
        /// <returns>Null: no document has this URL, e.g. because the server had another public URL when it was stored.</returns>
        /// <exception cref="RejectedException">Gone: the ticket or the order is void.</exception>
        public async Task<byte[]?> Handle(GetStoredTicketPdf query, CancellationToken ct)
        {
            var url = publicUrl.ToAbsolute($"/files/{query.Path}");
            var seat = await data.Set<Attendee>()
                .Where(a => a.PdfUrl == url)
                .Select(a => new
                {
                    a.Id,
                    a.OrderId,
                    IsDeleted = a.DeletedAt != null,
                })
                .FirstOrDefaultAsync(ct);
            if (seat is { IsDeleted: true } or { OrderId: null })
                throw RejectedException.Gone(Void);
            var orderId = seat?.OrderId
                ?? await data.Set<Order>().Where(o => o.TicketsPdfUrl == url).Select(o => (long?)o.Id).FirstOrDefaultAsync(ct);
            if (orderId is not { } id || await renderer.LoadOrderAsync(id, ct) is not { } order)
                return null;
            if (!order.Status.HasIssuedTickets())
                throw RejectedException.Gone(Void);
            var e = await renderer.LoadEventAsync(order.Event, ct);
            return seat is null
                ? renderer.RenderSummary(order, e)
                : renderer.RenderTicket(order, order.Attendees.First(a => a.Id == seat.Id), e);
        }
    }
}
