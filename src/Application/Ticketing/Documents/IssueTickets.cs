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

    private RenderedOrder? _rendered;

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
        _rendered = new RenderedOrder(order, e, summary, tickets, resendKey, isSilent);
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        if (_rendered is not { Order: var order } rendered)
            return;
        // The order may have been cancelled or deleted during rendering. The update locks its row, which keeps its status unchanged until
        // the commit.
        var updated = await data.ExecuteSqlAsync(
            DirectWrites.StoreTicketUrls,
            $"""
            UPDATE orders SET tickets_pdf_url = {rendered.Summary}
            WHERE id = {order.Id} AND status IN ('Completed', 'Placed')
            """,
            ct
        );
        if (updated == 0)
            return;
        if (await StoreUrlsAsync(rendered, ct) != order.Attendees.Count)
            throw new InvalidOperationException("A person of the order changed while its documents were rendered.");
        if (!rendered.IsSilent)
            await notifier.SendTicketsAsync(order, rendered.Event, rendered.Summary, rendered.Tickets, rendered.ResendKey, ct);
    }

    /// <summary>
    /// Does not store the URLs of persons who changed during rendering, or were erased: the documents and e-mails would bring them back.
    /// </summary>
    /// <returns>The number of attendees whose URL was stored.</returns>
    private Task<int> StoreUrlsAsync(RenderedOrder rendered, CancellationToken ct)
    {
        var attendees = rendered.Order.Attendees;
        return data.ExecuteSqlAsync(
            DirectWrites.StoreTicketUrls,
            $"""
            UPDATE attendees SET pdf_url = stored.url
            FROM unnest(
                {attendees.Select(a => a.Id).ToArray()},
                {attendees.Select(a => rendered.Tickets[a.Id]).ToArray()},
                {attendees.Select(a => a.Email).ToArray()},
                {attendees.Select(a => a.Firstname).ToArray()},
                {attendees.Select(a => a.Lastname).ToArray()}
            ) AS stored (id, url, email, firstname, lastname)
            WHERE attendees.id = stored.id
                AND attendees.deleted_at IS NULL
                AND attendees.email IS NOT DISTINCT FROM stored.email
                AND attendees.firstname IS NOT DISTINCT FROM stored.firstname
                AND attendees.lastname IS NOT DISTINCT FROM stored.lastname
                AND (SELECT users.email FROM users WHERE users.id = {rendered.Order.UserId})
                    IS NOT DISTINCT FROM {rendered.Order.User?.Email}
            """,
            ct
        );
    }

    private async Task<string> StoreAsync(string document, byte[] pdf, CancellationToken ct)
    {
        using var content = new MemoryStream(pdf, writable: false);
        return publicUrl.ToAbsolute(
            await files.SaveAsync(await renderer.GetPathAsync(document, ct), content, OrderDocumentRenderer.PdfContentType, ct)
        );
    }

    /// <summary>What was rendered and is not saved yet.</summary>
    private sealed record RenderedOrder(
        Order Order,
        EventDetails Event,
        string Summary,
        Dictionary<long, string> Tickets,
        string? ResendKey,
        bool IsSilent
    );
}
