using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Opens orders and moves them from status to status, with everything that follows: seats, deadlines, and what the outbox has to do.</summary>
internal sealed class OrderFlow(
    IData data,
    SeatLedger seats,
    OrderTerms terms,
    IOutbox outbox,
    OrderMails mails,
    Refunds refunds,
    OrderSettings settings,
    TimeProvider clock
)
{
    /// <summary>
    /// Prices and saves a new order, and takes its seats and its uses of codes; all or nothing. The discount code's lock is held from before the price is
    /// reckoned, so that what it says is left is left.
    /// </summary>
    /// <param name="claims">Attendees that are there already and become this order's; each may be in one order only. The other seats get blank ones.</param>
    /// <param name="verifiesDiscount">A code that is used up is refused; else the order goes on without a discount.</param>
    /// <exception cref="Refused">Conflict: sold out, a code used up, or an attendee has an order.</exception>
    public async Task OpenAsync(Order order, Basket basket, IReadOnlyList<Attendee> claims, bool verifiesDiscount, CancellationToken ct)
    {
        order.Identifier = Guid.NewGuid().ToString();
        Stamp(order);
        var holds = order.Status.HoldsSeats();
        var (discount, access) = (holds ? basket.UsedDiscount : null, holds ? basket.Access?.Id : null);
        var due = holds
            ? await seats.ExpireDueAsync([.. basket.Seats.Select(s => s.Ticket.Id)], discount, access, ct)
            : SeatLedger.Holdings.None;
        var left = await CodeLedger.SettleAsync<DiscountUses>(data, due.Discounts, discount, ct);
        await CodeLedger.SettleAsync<AccessUses>(data, due.Accesses, access, ct);
        if (left <= 0 && verifiesDiscount)
            throw CodeLedger.UsedUp(isDiscount: true, $"{basket.Pointer}/discount-code");

        var quote = Pricing.Of(basket.Seats, await terms.FindAsync(basket.Event, basket.Discount, ct), left);
        Fill(order, basket, quote);
        (order.DiscountUses, order.AccessUses) = (discount is null ? 0 : quote.Discounted, access is null ? 0 : basket.AccessSeats);
        var discounted = Seat(order, basket, quote, claims);
        await SaveAsync(order, claims, ct);
        await ClaimAsync(order, claims, discounted, basket, ct);
        if (holds)
            await seats.TakeUsesAsync(order, basket.Pointer, ct);
        if (holds)
            await seats.SettleSeatsAsync(due, order.Tickets, ct);
        if (order.Status.Admits())
            Announce(order);
        if (order.Status == OrderStatus.Pending && NextOf(order, basket.Event) is not null)
            outbox.Add(SettleOrder.Kind, order.Identifier, new SettleOrder.Payload(order.Id));
    }

    /// <summary>A checkout, which a rush begins by the hundred, is only rows yet; what is further has money and letters with it.</summary>
    private async Task SaveAsync(Order order, IReadOnlyList<Attendee> claims, CancellationToken ct)
    {
        if (order.Status == OrderStatus.Initializing && claims.Count == 0)
        {
            var now = clock.GetUtcNow();
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)); // what the database keeps
            order.CreatedAt = now;
            foreach (var seat in order.Attendees)
                seat.CreatedAt = now;
            await data.InsertAsync([order, .. order.Attendees, .. order.Tickets], ct);
            foreach (var seat in order.Attendees)
                seat.OrderId = order.Id;
            foreach (var line in order.Tickets)
                line.OrderId = order.Id;
            return;
        }

        data.Set<Order>().Add(order);
        refunds.Enter(order);
        await data.SaveChangesAsync(ct);
    }

    /// <summary>An order that has lost a seat costs what is left in it, by its own terms, unless somebody who may has set the amount.</summary>
    public static async Task RepriceAsync(IData data, Order order, CancellationToken ct) =>
        Reckon(order, await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id).ToListAsync(ct));

    public static void Reckon(Order order, IEnumerable<OrderTicket> lines)
    {
        var total = Pricing.TotalOf(lines.Select(l => l.Seats), order.Terms);
        (order.Discount, order.Tax) = (total.Discount, total.Tax);
        if (!order.IsAmountFinal)
            order.Amount = total.Amount;
    }

    /// <summary>The caller holds the order's lock, has read it under that lock, and has asked whether the transition is allowed.</summary>
    public async Task MoveAsync(Order order, OrderStatus to, CancellationToken ct)
    {
        var from = order.Status;
        order.Status = to;
        Stamp(order);
        if (from.HoldsSeats() && !to.HoldsSeats())
            await seats.ReturnAsync([order.Id], ct);
        if (to == OrderStatus.Completed)
            refunds.Enter(order);
        if (to.Admits())
            Announce(order);
        if (to != OrderStatus.Cancelled)
            return;
        var refunded = await refunds.StartAsync(order, RefundReason.OrderCancelled, ct);
        if (from != OrderStatus.Initializing)
            await mails.OrderCancelledAsync(order, order.CancelNote, toAttendees: from.Admits(), refunded, ct);
    }

    /// <summary>An expired order whose payment came after all: it is complete if its seats are still free, and holds them again.</summary>
    /// <returns>False: they are not, and nothing was changed.</returns>
    public async Task<bool> TryReviveAsync(Order order, CancellationToken ct)
    {
        var lines = await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id && l.Quantity > 0).ToListAsync(ct);
        await seats.ReleaseDueAsync([.. lines.Select(l => l.TicketId)], order, ct);
        if (!await seats.TryTakeAsync(order, lines, ct))
            return false;
        order.Status = OrderStatus.Completed;
        Stamp(order);
        Announce(order);
        return true;
    }

    /// <summary>Where a submitted order goes by itself: a free one is complete, a promised payment is placed. Null: it waits for its payment.</summary>
    public static OrderStatus? NextOf(Order order, Event e) =>
        order switch
        {
            { Total: 0 } => OrderStatus.Completed,
            { PaymentMode: { } mode } when PaymentModes.IsOffline(mode) && PaymentModes.IsEnabled(mode, e) => OrderStatus.Placed,
            _ => null,
        };

    private void Stamp(Order order)
    {
        var now = clock.GetUtcNow();
        order.ExpiresAt = order.Status switch
        {
            OrderStatus.Initializing => now + settings.CheckoutLife,
            OrderStatus.Pending => now + settings.PaymentLife,
            _ => null,
        };
        if (order.Status.Admits())
            order.CompletedAt ??= now;
        if (order is { Status: OrderStatus.Completed, Total: 0, PaymentMode: null })
            order.PaymentMode = PaymentModes.Free;
    }

    /// <summary>Placed and later completed, the documents are made anew, and nobody is mailed twice: mails have keys of their own.</summary>
    private void Announce(Order order) =>
        outbox.Add(WhenOrderCompleted.EntryKind, $"{order.Identifier} {order.Status}", new WhenOrderCompleted.Payload(order.Id));

    private static void Fill(Order order, Basket basket, Quote quote)
    {
        order.Terms = quote.Terms;
        order.DiscountCodeId = basket.Discount?.Id;
        order.AccessCodeId = basket.Access?.Id;
        (order.Discount, order.Tax) = (quote.Total.Discount, quote.Total.Tax);
        order.Amount = order.IsAmountFinal ? Currency.Round(order.Total, quote.Terms.Currency) : quote.Total.Amount;
        order.Tickets.AddRange(
            quote
                .Lines.Where(l => l.Quantity > 0)
                .Select(l => new OrderTicket
                {
                    TicketId = l.Ticket.Id,
                    Quantity = l.Quantity,
                    Price = l.Price,
                    Discounted = l.Seats.Discounted,
                    IsFeeCharged = l.Seats.IsFeeCharged,
                })
        );
    }

    /// <summary>Blank attendees for the seats that nobody claims; the discount is the first seats'.</summary>
    /// <returns>The claimed attendees who have the discount.</returns>
    private static List<long> Seat(Order order, Basket basket, Quote quote, IReadOnlyList<Attendee> claims)
    {
        List<long> discounted = [];
        foreach (var line in quote.Lines)
        {
            var claimed = claims.Where(a => a.TicketId == line.Ticket.Id).OrderBy(a => a.Id).ToList();
            discounted.AddRange(claimed.Take(line.Seats.Discounted).Select(a => a.Id));
            for (var i = claimed.Count; i < line.Quantity; i++)
            {
                order.Attendees.Add(
                    new Attendee
                    {
                        EventId = line.Ticket.EventId,
                        TicketId = line.Ticket.Id,
                        CreatorId = order.UserId,
                        Identifier = CreateAttendee.NewIdentifier(),
                        IsDiscountApplied = i < line.Seats.Discounted,
                        IsAccessCodeApplied = basket.Opened.Contains(line.Ticket.Id),
                    }
                );
            }
        }

        return discounted;
    }

    private async Task ClaimAsync(Order order, IReadOnlyList<Attendee> claims, List<long> discounted, Basket basket, CancellationToken ct)
    {
        if (claims.Count == 0)
            return;
        List<long> ids = [.. claims.Select(a => a.Id)];
        var opened = basket.Opened.ToList();
        var claimed = await data.Set<Attendee>()
            .Where(a => ids.Contains(a.Id) && a.OrderId == null && a.DeletedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.OrderId, order.Id)
                        .SetProperty(a => a.IsDiscountApplied, a => discounted.Contains(a.Id))
                        .SetProperty(a => a.IsAccessCodeApplied, a => opened.Contains(a.TicketId)),
                ct
            );
        if (claimed != ids.Count)
            throw Refused.Conflict("An attendee is in an order already.", "/data/relationships/attendees/data");
    }
}
