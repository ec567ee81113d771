using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Renders and stores the tickets and the summary of a completed or placed order, saves their URLs and queues the e-mails. Idempotent: a
/// second run writes the same files, and the outbox ignores e-mails with a known key.
/// </summary>
internal sealed class IssueTickets(
    IData data,
    OrderDocumentRenderer renderer,
    IFileStore files,
    IPublicUrl publicUrl,
    OrderNotifier notifier
) : IOutboxConsumer
{
    public const string EntryKind = "order-completed";

    /// <param name="Again">The key of a repeated delivery of the e-mails. Null: the first delivery.</param>
    /// <param name="IsSilent">Whether the documents are only rendered again, and nobody is told.</param>
    internal sealed record Payload(long OrderId, string? Again = null, bool IsSilent = false);

    /// <summary>Queues that the stored documents are rendered again, because what they show has changed. No e-mail is sent again.</summary>
    public static void QueueAgain(IOutbox outbox, Order order)
    {
        if (order.Status.HasIssuedTickets())
            outbox.Add(EntryKind, $"{order.Identifier} changed {Guid.NewGuid():n}", new Payload(order.Id));
    }

    /// <summary>Queues that the stored documents of an order are rendered again, because a person in them was erased.</summary>
    public static void QueueSilently(IOutbox outbox, long orderId) =>
        outbox.Add(EntryKind, $"{orderId} erased {Guid.NewGuid():n}", new Payload(orderId, IsSilent: true));

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (id, resendKey, isSilent) = payload.Deserialize<Payload>()!;
        var order = await renderer.LoadOrderAsync(id, ct);
        if (order is null || !order.Status.HasIssuedTickets())
            return;
        var e = await renderer.LoadEventAsync(order.Event, ct);
        Dictionary<long, string> tickets = [];
        foreach (var attendee in order.Attendees)
            tickets[attendee.Id] = await StoreAsync(
                TicketDocument.FormatQrCodeText(order.Identifier, attendee.Identifier),
                renderer.RenderTicket(order, attendee, e),
                ct
            );
        var summary = await StoreAsync(order.Identifier, renderer.RenderSummary(order, e), ct);

        // The order may have been cancelled or deleted during rendering. Its lock keeps its status unchanged until the commit.
        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<Order>(order.Id, ct);
        var updated = await data.UpdateAsync(
            DirectWrites.StoreTicketUrls,
            data.Set<Order>().Where(o => o.Id == order.Id && (o.Status == OrderStatus.Completed || o.Status == OrderStatus.Placed)),
            set => set.SetProperty(o => o.TicketsPdfUrl, summary),
            ct
        );
        if (updated == 0)
            return;
        foreach (var (seat, url) in tickets)
            await data.UpdateAsync(
                DirectWrites.StoreTicketUrls,
                data.Set<Attendee>().Where(a => a.Id == seat),
                set => set.SetProperty(a => a.PdfUrl, url),
                ct
            );
        if (!isSilent)
            await notifier.SendTicketsAsync(order, e, summary, tickets, resendKey, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<string> StoreAsync(string document, byte[] pdf, CancellationToken ct)
    {
        using var content = new MemoryStream(pdf, writable: false);
        return publicUrl.ToAbsolute(
            await files.SaveAsync(await renderer.GetPathAsync(document, ct), content, OrderDocumentRenderer.PdfContentType, ct)
        );
    }
}
