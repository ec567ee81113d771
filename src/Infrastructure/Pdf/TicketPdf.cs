using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Our own PDF writer over HarfBuzz; docs/decisions/002-pdf.md says why. Safe to use from many threads.</summary>
internal sealed class TicketPdf : ITicketPdf
{
    public byte[] PrintTicket(TicketPrint ticket) => TicketPage.Print(ticket);

    public byte[] PrintOrder(OrderPrint order) => OrderPages.Print(order);

    public byte[] PrintInvoice(InvoicePrint invoice) => InvoicePages.Print(invoice);
}
