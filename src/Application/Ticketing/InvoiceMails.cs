using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Orders the letters about the platform's invoices, each once for each invoice, and the note on the owner's page.</summary>
internal sealed class InvoiceMails(IOutbox outbox, IFrontend frontend, Notes notes)
{
    /// <param name="invoice">With its event and its owner.</param>
    public async Task AddAsync(EventInvoice invoice, InvoiceStage stage, CancellationToken ct)
    {
        if (invoice.User is not { DeletedAt: null } owner || invoice.Event is not { } e)
            return;
        var facts = new InvoiceFacts(
            owner.FullName ?? "",
            e.Name,
            invoice.Identifier,
            $"{invoice.Currency} {Math.Abs(invoice.Amount).ToString($"F{Currency.Decimals(invoice.Currency)}", CultureInfo.InvariantCulture)}",
            invoice.DueAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            invoice.InvoicePdfUrl ?? "",
            await frontend.LinkAsync($"/event-invoice/{Uri.EscapeDataString(invoice.Identifier)}/review", ct),
            invoice.Amount < 0
        );
        Letter letter = stage switch
        {
            InvoiceStage.Issued => new MonthlyPayment(facts),
            InvoiceStage.FollowUp => new MonthlyPaymentFollowUp(facts),
            InvoiceStage.PreDue => new MonthlyPaymentPreDue(facts),
            _ => new MonthlyPaymentPostDue(facts),
        };
        outbox.AddLetter($"{letter.GetType().Name} {invoice.Identifier}", owner.Email, letter);
        if (stage != InvoiceStage.Issued)
            return;
        var about = new Dictionary<string, object?>
        {
            ["invoice"] = invoice.Identifier,
            ["event_id"] = invoice.EventId,
            ["event_name"] = e.Name,
            ["amount"] = invoice.Amount,
            ["currency"] = invoice.Currency,
        };
        await notes.TellAsync(Notes.MonthlyPayment, [owner.Id], about, ct);
    }
}
