using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Renders and stores a new event invoice, saves its URL and queues the e-mail. Idempotent: a second run writes the same file and stops
/// when it finds the URL saved.
/// </summary>
internal sealed class SendEventInvoice(
    IData data,
    InvoiceRenderer renderer,
    OrderDocumentRenderer documents,
    IFileStore files,
    IPublicUrl publicUrl,
    InvoiceNotifier notifier
) : IOutboxConsumer
{
    public const string EntryKind = "event-invoice-issued";

    internal sealed record Payload(long InvoiceId);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var id = payload.Deserialize<Payload>()!.InvoiceId;
        if (await renderer.LoadAsync(id, ct) is not { InvoicePdfUrl: null } invoice)
            return;
        using var content = new MemoryStream(await renderer.RenderAsync(invoice, ct), writable: false);
        var url = publicUrl.ToAbsolute(
            await files.SaveAsync(
                await documents.GetPathAsync($"event-invoice {invoice.Identifier}", ct),
                content,
                OrderDocumentRenderer.PdfContentType,
                ct
            )
        );

        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<EventInvoice>(id, ct);
        if (
            await data.UpdateAsync(
                DirectWrites.StoreInvoiceUrl,
                data.Set<EventInvoice>().Where(i => i.Id == id && i.InvoicePdfUrl == null),
                set => set.SetProperty(i => i.InvoicePdfUrl, url),
                ct
            ) == 0
        )
            return;
        invoice.InvoicePdfUrl = url;
        await notifier.NotifyAsync(invoice, InvoiceEmailStage.Issued, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
