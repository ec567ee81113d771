using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Queues the e-mails about event invoices, each once for each invoice, and writes the notification of a new one.</summary>
internal sealed class InvoiceNotifier(IOutbox outbox, IFrontend frontend, NotificationWriter notifications)
{
    /// <param name="invoice">Loaded with its event and its user.</param>
    public async Task NotifyAsync(EventInvoice invoice, InvoiceEmailStage stage, CancellationToken ct)
    {
        if (invoice.User is not { DeletedAt: null } owner || invoice.Event is not { } e)
            return;
        var amount = Math.Abs(invoice.Amount).ToString($"F{Currency.Decimals(invoice.Currency)}", CultureInfo.InvariantCulture);
        var details = new InvoiceDetails(
            owner.FullName ?? "",
            e.Name,
            invoice.Identifier,
            $"{invoice.Currency} {amount}",
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
        var content = new Dictionary<string, object?>
        {
            ["invoice"] = invoice.Identifier,
            ["event_id"] = invoice.EventId,
            ["event_name"] = e.Name,
            ["amount"] = invoice.Amount,
            ["currency"] = invoice.Currency,
        };
        await notifications.WriteAsync(NotificationWriter.MonthlyPayment, [owner.Id], content, ct);
    }
}
