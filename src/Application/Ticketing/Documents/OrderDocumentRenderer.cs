using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders an order's documents and determines the paths under which they are stored.</summary>
internal sealed class OrderDocumentRenderer(IData data, IPdfRenderer pdf, ImageStore images, ISecrets secrets)
{
    public const string PdfContentType = "application/pdf";

    private static readonly CompiledQuery<Func<DbContext, long, CancellationToken, Task<Order?>>> OrderById = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long id, CancellationToken ct) =>
                db.Set<Order>().AsNoTracking().Include(o => o.Event).Include(o => o.User).SingleOrDefault(o => o.Id == id)
        )
    );

    private static readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<OrderTicket>>> LinesOfOrder = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long id) => db.Set<OrderTicket>().AsNoTracking().Include(l => l.Ticket).Where(l => l.OrderId == id)
        )
    );

    private static readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<Attendee>>> AttendeesOfOrder = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long id) =>
                db.Set<Attendee>()
                    .AsNoTracking()
                    .Include(a => a.Ticket)
                    .OrderBy(a => a.Id)
                    .Where(a => a.OrderId == id && a.DeletedAt == null)
        )
    );

    /// <summary>Loads the order with everything that its documents show.</summary>
    /// <returns>Null: the order does not exist.</returns>
    public async Task<Order?> LoadOrderAsync(long orderId, CancellationToken ct)
    {
        var (db, orderById) = OrderById.For(data.Set<Order>());
        if (await orderById(db, orderId, ct) is not { } order)
            return null;
        // Each by the id of the order. EF's split queries would join the order to each of them again.
        await foreach (var line in LinesOfOrder.For(data.Set<Order>()).Query(db, orderId).WithCancellation(ct))
        {
            line.Order = order;
            order.Tickets.Add(line);
        }

        await foreach (var attendee in AttendeesOfOrder.For(data.Set<Order>()).Query(db, orderId).WithCancellation(ct))
        {
            attendee.Order = order;
            order.Attendees.Add(attendee);
        }

        return order;
    }

    public async Task<EventDetails> LoadEventAsync(Event e, CancellationToken ct) =>
        EventDetails.Of(e, await images.ReadStoredAsync(e.LogoUrl, EventDetails.MaxLogoBytes, ct));

    public byte[] RenderTicket(Order order, Attendee attendee, EventDetails e) =>
        pdf.RenderTicket(
            new TicketDocument(
                e,
                attendee.Ticket.Name,
                GetPrice(order, attendee),
                GetCurrency(order),
                attendee.Firstname ?? "",
                attendee.Lastname ?? "",
                order.Identifier,
                attendee.Identifier
            )
        );

    public byte[] RenderSummary(Order order, EventDetails e) =>
        pdf.RenderOrder(
            new OrderDocument(
                e,
                order.Identifier,
                order.CreatedAt,
                order.Status.ToString(),
                order.User?.FullName ?? "",
                order.User?.Email ?? "",
                DocumentAmounts.Of(order),
                PaymentNote.Of(order),
                [.. order.Attendees.Select(a => new AttendeeLine(a.Firstname ?? "", a.Lastname ?? "", a.Ticket.Name, a.Identifier))]
            )
        );

    public static string GetCurrency(Order order) => order.Terms.Currency;

    /// <summary>
    /// Computes an unguessable path with the server's secret key. The same document always has the same path, so a retried job overwrites
    /// the file. Everyone who has the link can read the file.
    /// </summary>
    /// <param name="document">The document's identifier, e.g. the QR code's text.</param>
    public async Task<string> GetPathAsync(string document, CancellationToken ct)
    {
        var name = HMACSHA256.HashData(await secrets.GetKeyAsync(ct), Encoding.UTF8.GetBytes($"ticket-pdf\n{document}"));
        return $"{StoredFiles.Tickets}{Convert.ToHexStringLower(name.AsSpan(0, 20))}.pdf";
    }

    private static decimal GetPrice(Order order, Attendee attendee)
    {
        if (order.Total == 0 || order.Tickets.FirstOrDefault(l => l.TicketId == attendee.TicketId) is not { } line)
            return 0;
        return attendee.IsDiscountApplied == true
            ? Currency.Round(line.Price - order.Terms.DiscountOf(line.Price), order.Terms.Currency)
            : line.Price;
    }
}
