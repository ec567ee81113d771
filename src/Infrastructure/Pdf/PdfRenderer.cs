using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Renders documents with HarfBuzz and a PDF writer of this project (docs/decisions/002-ticket-pdfs.md). Thread-safe.</summary>
internal sealed class PdfRenderer : IPdfRenderer
{
    public byte[] RenderTicket(TicketDocument ticket) => TicketLayout.Render(ticket);

    public byte[] RenderOrder(OrderDocument order) => OrderLayout.Render(order);

    public byte[] RenderInvoice(InvoiceDocument invoice) => InvoiceLayout.Render(invoice);
}
