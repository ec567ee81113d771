using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Orders the mails about an order, and notes it on the pages of those it concerns. Each mail has a key of template, order and recipient, so that it is sent
/// once, whatever is retried.
/// </summary>
internal sealed class OrderMails(IData data, IOutbox outbox, IFrontend frontend, Notes notes)
{
    /// <param name="again">Names a further mailing, which has keys of its own; null: the first.</param>
    /// <param name="order">As <see cref="TicketPrinter.LoadAsync"/> loads it.</param>
    public async Task TicketsReadyAsync(
        Order order,
        EventPrint e,
        string summaryUrl,
        IReadOnlyDictionary<long, string> ticketUrls,
        string? again,
        CancellationToken ct
    )
    {
        var print = e with { Logo = default };
        foreach (var seats in order.Attendees.Where(a => a.Email is not null).GroupBy(a => a.Email!))
        {
            List<TicketLink> links = [.. seats.Select(a => new TicketLink(a.Ticket.Name, ticketUrls[a.Id]))];
            Add(order, seats.Key, new TicketPurchasedAttendee(print, seats.First().FullName ?? "", links, order.Identifier), again);
        }

        var buyer = order.User is { DeletedAt: null } user ? user : null;
        List<string> bought =
        [
            .. order.Tickets.Where(l => l.Quantity > 0).OrderBy(l => l.TicketId).Select(l => $"{l.Quantity} × {l.Ticket.Name}"),
        ];
        var total =
            order.Total == 0
                ? "Free"
                : $"{TicketPrinter.CurrencyOf(order)} {order.Total.ToString($"F{Currency.Decimals(TicketPrinter.CurrencyOf(order))}", System.Globalization.CultureInfo.InvariantCulture)}";
        var view = await frontend.LinkAsync($"/orders/{order.Identifier}/view", ct);
        if (buyer is not null)
            Add(
                order,
                buyer.Email,
                new TicketPurchased(print, buyer.FullName ?? "", order.Identifier, bought, total, view, summaryUrl),
                again
            );
        if (again is not null)
            return;

        // The team hears of a sale once, and nobody of his own; by mail, whoever has not declined it.
        foreach (var member in await data.TeamOfAsync(order.EventId, n => n.AfterTicketPurchase, ct))
            if (member.UserId != order.UserId)
                Add(
                    order,
                    member.Email,
                    new TicketPurchasedOrganizer(print, member.FullName ?? "", buyer?.FullName, order.Identifier, bought, total, view)
                );
        if (buyer is not null)
            await notes.TellAsync(Notes.TicketPurchased, [buyer.Id], About(order, e.Name), ct);
        List<string> addresses = [.. order.Attendees.Select(a => a.Email).OfType<string>().Distinct()];
        var holders = await data.Set<User>()
            .Where(u => addresses.Contains(u.Email) && u.IsVerified && u.DeletedAt == null && u.Id != order.UserId)
            .Select(u => u.Id)
            .ToListAsync(ct);
        await notes.TellAsync(Notes.TicketPurchasedAttendee, holders, About(order, e.Name), ct);
        await TellOrganizersAsync(Notes.TicketPurchasedOrganizer, order, e.Name, ct);
    }

    public async Task OrderCancelledAsync(Order order, string? note, bool toAttendees, bool refunded, CancellationToken ct)
    {
        var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
        var print = new EventPrint(e.Name, e.StartsAt, e.EndsAt, e.Timezone, e.Online ? null : e.LocationName);
        var people = new Dictionary<string, string?>();
        if (await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == order.UserId && u.DeletedAt == null, ct) is { } buyer)
            people[buyer.Email] = buyer.FullName;
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
            Add(order, address, new TicketCancelled(print, name ?? "", order.Identifier, note, refunded));
        if (order.UserId is { } owner)
            await notes.TellAsync(Notes.TicketCancelled, [owner], About(order, e.Name), ct);
        await TellOrganizersAsync(Notes.TicketCancelledOrganizer, order, e.Name, ct);
    }

    private async Task TellOrganizersAsync(string kind, Order order, string eventName, CancellationToken ct)
    {
        var team = await data.TeamOfAsync(order.EventId, ct);
        await notes.TellAsync(
            kind,
            team.Where(m => m.Organizes && m.UserId != order.UserId).Select(m => m.UserId),
            About(order, eventName),
            ct
        );
    }

    private static Dictionary<string, object?> About(Order order, string eventName) =>
        new()
        {
            ["order"] = order.Identifier,
            ["event_id"] = order.EventId,
            ["event_name"] = eventName,
        };

    private void Add(Order order, string to, Letter letter, string? again = null) =>
        outbox.AddLetter($"{letter.GetType().Name} {order.Identifier} {to}{(again is null ? "" : $" {again}")}", to, letter);
}
