using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf.Output;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Renders documents with HarfBuzz and PDFsharp (docs/decisions/002-ticket-pdfs.md, docs/decisions/036-pdfsharp-and-line-breaks.md).
/// Thread-safe.
/// </summary>
internal sealed class PdfRenderer : IPdfRenderer
{
    public byte[] RenderTicket(TicketDocument ticket) => PdfFileWriter.Write(TicketLayout.Draw(ticket));

    public byte[] RenderOrder(OrderDocument order) => PdfFileWriter.Write(OrderLayout.Draw(order));

    public byte[] RenderInvoice(InvoiceDocument invoice) => PdfFileWriter.Write(InvoiceLayout.Draw(invoice));
}
