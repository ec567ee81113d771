using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Queues the e-mails and writes the notifications about an order. The key of an e-mail consists of template, order and recipient, so
/// retries send it once.
/// </summary>
internal sealed class OrderNotifier(IData data, IOutbox outbox, IFrontend frontend, NotificationWriter notifications)
{
    /// <summary>The users with these verified addresses, without the buyer.</summary>
    private static readonly CompiledQuery<Func<DbContext, List<string>, long?, IAsyncEnumerable<long>>> HoldersOf = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, List<string> addresses, long? buyer) =>
                db.Set<User>()
                    .Where(u => addresses.Contains(u.Email) && u.IsVerified && u.DeletedAt == null && u.Id != buyer)
                    .Select(u => u.Id)
        )
    );

    /// <param name="order">Loaded by <see cref="OrderDocumentRenderer.LoadOrderAsync"/>.</param>
    /// <param name="resendKey">Added to the e-mails' keys when they are sent again. Null: the first time.</param>
    public async Task SendTicketsAsync(
        Order order,
        EventDetails e,
        string summaryUrl,
        IReadOnlyDictionary<long, string> ticketUrls,
        string? resendKey,
        CancellationToken ct
    )
    {
        var eventDetails = e with { Logo = default };
        foreach (var seats in order.Attendees.Where(a => a.Email is not null).GroupBy(a => a.Email!))
        {
            List<TicketLink> links = [.. seats.Select(a => new TicketLink(a.Ticket.Name, ticketUrls[a.Id]))];
            QueueEmail(
                order,
                seats.Key,
                new TicketPurchasedAttendee(eventDetails, seats.First().FullName ?? "", links, order.Identifier),
                resendKey
            );
        }

        var buyer = order.User is { DeletedAt: null } user ? user : null;
        List<string> bought =
        [
            .. order.Tickets.Where(l => l.Quantity > 0).OrderBy(l => l.TicketId).Select(l => $"{l.Quantity} × {l.Ticket.Name}"),
        ];
        var total = MoneyText.FormatOrFree(order.Total, OrderDocumentRenderer.GetCurrency(order));
        var payment = order.Total == 0 ? null : PaymentNote.Of(order);
        var view = await frontend.LinkAsync($"/orders/{order.Identifier}/view", ct);
        if (buyer is not null)
            QueueEmail(
                order,
                buyer.Email,
                new TicketPurchased(eventDetails, buyer.FullName ?? "", order.Identifier, bought, total, view, summaryUrl, payment),
                resendKey
            );
        if (resendKey is not null)
            return;

        // A team member gets the e-mail once, not for their own order, and not if they have switched it off.
        var team = await data.GetPurchaseRecipientsAsync(order.EventId, ct);
        foreach (var (member, wantsEmail) in team)
            if (wantsEmail && member.UserId != order.UserId)
                QueueEmail(
                    order,
                    member.Email,
                    new TicketPurchasedOrganizer(
                        eventDetails,
                        member.FullName ?? "",
                        buyer?.FullName,
                        order.Identifier,
                        bought,
                        total,
                        view,
                        payment is null ? null : payment with { Details = null }
                    )
                );
        if (buyer is not null)
            await notifications.WriteAsync(NotificationWriter.TicketPurchased, [buyer.Id], CreateNotificationContent(order, e.Name), ct);
        List<string> addresses = [.. order.Attendees.Select(a => a.Email).OfType<string>().Distinct()];
        var (db, holdersOf) = HoldersOf.For(data.Set<User>());
        var holders = await holdersOf(db, addresses, order.UserId).ToListAsync(ct);
        await notifications.WriteAsync(NotificationWriter.TicketPurchasedAttendee, holders, CreateNotificationContent(order, e.Name), ct);
        await NotifyOrganizersAsync(NotificationWriter.TicketPurchasedOrganizer, order, e.Name, team.Select(r => r.Member), ct);
    }

    /// <param name="refund">What the buyer is told about their money. Null: nothing was paid.</param>
    public async Task SendCancellationAsync(Order order, string? note, bool toAttendees, string? refund, CancellationToken ct)
    {
        var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
        var eventDetails = EventDetails.Of(e);
        var people = new Dictionary<string, string?>();
        string? buyerEmail = null;
        if (await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == order.UserId && u.DeletedAt == null, ct) is { } buyer)
            people[buyerEmail = buyer.Email] = buyer.FullName;
        if (toAttendees)
        {
            foreach (
                var seat in await data.Set<Attendee>()
                    .AsNoTracking()
                    .Where(a => a.OrderId == order.Id && a.DeletedAt == null && a.Email != null)
                    .OrderBy(a => a.Id)
                    .ToListAsync(ct)
            )
                people.TryAdd(seat.Email!, seat.FullName);
        }

        foreach (var (address, name) in people)
        {
            // Attendees did not pay, so they are told only that a refund has started.
            var ofBuyer = address == buyerEmail ? refund : null;
            QueueEmail(order, address, new TicketCancelled(eventDetails, name ?? "", order.Identifier, note, refund is not null, ofBuyer));
        }

        if (order.UserId is { } owner)
            await notifications.WriteAsync(NotificationWriter.TicketCancelled, [owner], CreateNotificationContent(order, e.Name), ct);
        var team = await data.GetTeamAsync(order.EventId, ct);
        await NotifyOrganizersAsync(NotificationWriter.TicketCancelledOrganizer, order, e.Name, team, ct);
    }

    private Task NotifyOrganizersAsync(string kind, Order order, string eventName, IEnumerable<TeamMember> team, CancellationToken ct) =>
        notifications.WriteAsync(
            kind,
            team.Where(m => m.IsOrganizer && m.UserId != order.UserId).Select(m => m.UserId),
            CreateNotificationContent(order, eventName),
            ct
        );

    private static Dictionary<string, object?> CreateNotificationContent(Order order, string eventName) =>
        new()
        {
            ["order"] = order.Identifier,
            ["event_id"] = order.EventId,
            ["event_name"] = eventName,
        };

    private void QueueEmail(Order order, string to, EmailMessage message, string? resendKey = null) =>
        outbox.AddEmail($"{message.GetType().Name} {order.Identifier} {to}{(resendKey is null ? "" : $" {resendKey}")}", to, message);
}
