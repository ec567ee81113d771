using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Prints a new invoice of the platform, stores it, notes its URL and orders the mail. Run twice, it writes the same file and finds the URL noted.</summary>
internal sealed class WhenInvoiceIssued(
    IData data,
    InvoicePrinter printer,
    TicketPrinter names,
    IFileStore files,
    IOwnAddress own,
    InvoiceMails mails
) : IOutboxConsumer
{
    public const string EntryKind = "event-invoice-issued";

    internal sealed record Payload(long InvoiceId);

    public string Kind => EntryKind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var id = payload.Deserialize<Payload>()!.InvoiceId;
        if (await printer.LoadAsync(id, ct) is not { InvoicePdfUrl: null } invoice)
            return;
        using var content = new MemoryStream(await printer.PrintAsync(invoice, ct), writable: false);
        var url = own.Of(
            await files.SaveAsync(await names.PathAsync($"event-invoice {invoice.Identifier}", ct), content, TicketPrinter.Pdf, ct)
        );

        await using var work = await data.BeginAsync(ct);
        await data.LockAsync<EventInvoice>(id, ct);
        if (
            await data.Set<EventInvoice>()
                .Where(i => i.Id == id && i.InvoicePdfUrl == null)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.InvoicePdfUrl, url), ct) == 0
        )
            return;
        invoice.InvoicePdfUrl = url;
        await mails.AddAsync(invoice, InvoiceStage.Issued, ct);
        await data.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }
}
