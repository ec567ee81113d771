using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Our own PDF writer over HarfBuzz; docs/decisions/002-ticket-pdfs.md says why. Safe to use from many threads.</summary>
internal sealed class PdfRenderer : IPdfRenderer
{
    public byte[] RenderTicket(TicketDocument ticket) => TicketLayout.Render(ticket);

    public byte[] RenderOrder(OrderDocument order) => OrderLayout.Render(order);

    public byte[] RenderInvoice(InvoiceDocument invoice) => InvoiceLayout.Render(invoice);
}
