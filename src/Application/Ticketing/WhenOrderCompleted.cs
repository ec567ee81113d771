using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Prints the tickets and the summary of an order that is completed or placed, stores them, notes their URLs and orders the mails. Run twice, it writes the
/// same files and the outbox knows the mails already.
/// </summary>
internal sealed class WhenOrderCompleted(IData data, TicketPrinter printer, IFileStore files, IOwnAddress own, OrderMails mails)
    : IOutboxConsumer
{
    public const string EntryKind = "order-completed";

    /// <param name="Again">A further mailing has a name of its own; null: the first.</param>
    internal sealed record Payload(long OrderId, string? Again = null);

    public string Kind => EntryKind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (id, again) = payload.Deserialize<Payload>()!;
        var order = await printer.LoadAsync(id, ct);
        if (order is null || !order.Status.Admits())
            return;
        var e = await printer.EventAsync(order.Event, ct);
        Dictionary<long, string> tickets = [];
        foreach (var attendee in order.Attendees)
            tickets[attendee.Id] = await StoreAsync(
                TicketPrint.CodeOf(order.Identifier, attendee.Identifier),
                printer.Ticket(order, attendee, e),
                ct
            );
        var summary = await StoreAsync(order.Identifier, printer.Summary(order, e), ct);

        // The order may have been cancelled or deleted while we printed: under its lock it stays as it is until we commit.
        await using var work = await data.BeginAsync(ct);
        await data.LockAsync<Order>(order.Id, ct);
        var noted = await data.Set<Order>()
            .Where(o => o.Id == order.Id && (o.Status == OrderStatus.Completed || o.Status == OrderStatus.Placed))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.TicketsPdfUrl, summary), ct);
        if (noted == 0)
            return;
        foreach (var (seat, url) in tickets)
            await data.Set<Attendee>().Where(a => a.Id == seat).ExecuteUpdateAsync(set => set.SetProperty(a => a.PdfUrl, url), ct);
        await mails.TicketsReadyAsync(order, e, summary, tickets, again, ct);
        await data.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private async Task<string> StoreAsync(string document, byte[] pdf, CancellationToken ct)
    {
        using var content = new MemoryStream(pdf, writable: false);
        return own.Of(await files.SaveAsync(await printer.PathAsync(document, ct), content, TicketPrinter.Pdf, ct));
    }
}
