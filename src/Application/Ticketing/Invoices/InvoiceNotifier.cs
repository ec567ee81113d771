using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Orders the letters about the platform's invoices, each once for each invoice, and the note on the owner's page.</summary>
internal sealed class InvoiceNotifier(IOutbox outbox, IFrontend frontend, NotificationWriter notifications)
{
    /// <param name="invoice">With its event and its owner.</param>
    public async Task NotifyAsync(EventInvoice invoice, InvoiceEmailStage stage, CancellationToken ct)
    {
        if (invoice.User is not { DeletedAt: null } owner || invoice.Event is not { } e)
            return;
        var details = new InvoiceDetails(
            owner.FullName ?? "",
            e.Name,
            invoice.Identifier,
            $"{invoice.Currency} {Math.Abs(invoice.Amount).ToString($"F{Currency.Decimals(invoice.Currency)}", CultureInfo.InvariantCulture)}",
            invoice.DueAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            invoice.InvoicePdfUrl ?? "",
            await frontend.LinkAsync($"/event-invoice/{Uri.EscapeDataString(invoice.Identifier)}/review", ct),
            invoice.Amount < 0
        );
        EmailMessage message = stage switch
        {
            InvoiceEmailStage.Issued => new MonthlyPayment(details),
            InvoiceEmailStage.FollowUp => new MonthlyPaymentFollowUp(details),
            InvoiceEmailStage.PreDue => new MonthlyPaymentPreDue(details),
            _ => new MonthlyPaymentPostDue(details),
        };
        outbox.AddEmail($"{message.GetType().Name} {invoice.Identifier}", owner.Email, message);
        if (stage != InvoiceEmailStage.Issued)
            return;
        var about = new Dictionary<string, object?>
        {
            ["invoice"] = invoice.Identifier,
            ["event_id"] = invoice.EventId,
            ["event_name"] = e.Name,
            ["amount"] = invoice.Amount,
            ["currency"] = invoice.Currency,
        };
        await notifications.WriteAsync(NotificationWriter.MonthlyPayment, [owner.Id], about, ct);
    }
}
