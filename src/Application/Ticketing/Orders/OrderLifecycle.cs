using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Opens orders and moves them from status to status, with everything that follows: seats, deadlines, and what the outbox has to do.</summary>
internal sealed class OrderLifecycle(
    IData data,
    SeatReservations seats,
    PriceTermsLoader termsLoader,
    IOutbox outbox,
    OrderNotifier notifier,
    RefundProcessor refunds,
    OrderSettings settings,
    TimeProvider clock
)
{
    /// <summary>
    /// Prices and saves a new order, and takes its seats and its uses of codes; all or nothing. The discount code's lock is held from before the price is
    /// reckoned, so that what it says is left is left.
    /// </summary>
    /// <param name="existingAttendees">Attendees that are there already and become this order's; each may be in one order only. The other seats get blank ones.</param>
    /// <param name="rejectUsedUpDiscount">A code that is used up is refused; else the order goes on without a discount.</param>
    /// <exception cref="RejectedException">Conflict: sold out, a code used up, or an attendee has an order.</exception>
    public async Task CreateAsync(
        Order order,
        Basket basket,
        IReadOnlyList<Attendee> existingAttendees,
        bool rejectUsedUpDiscount,
        CancellationToken ct
    )
    {
        order.Identifier = Guid.NewGuid().ToString();
        SetStatusFields(order);
        var holdsSeats = order.Status.HoldsSeats();
        var (discount, access) = (holdsSeats ? basket.CountedDiscountCodeId : null, holdsSeats ? basket.AccessCode?.Id : null);
        var expired = holdsSeats
            ? await seats.ExpireBlockingOrdersAsync([.. basket.Seats.Select(s => s.Ticket.Id)], discount, access, ct)
            : SeatReservations.HoldTotals.None;
        var remainingUses = await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(data, expired.DiscountUsesByCode, discount, ct);
        await CodeUsage.ReturnAndLockAsync<AccessCodeQuota>(data, expired.AccessUsesByCode, access, ct);
        if (remainingUses <= 0 && rejectUsedUpDiscount)
            throw CodeUsage.CreateUsedUpRejection(isDiscount: true, $"{basket.Pointer}/discount-code");

        var quote = Pricing.CreateQuote(basket.Seats, await termsLoader.LoadAsync(basket.Event, basket.DiscountCode, ct), remainingUses);
        ApplyQuote(order, basket, quote);
        (order.DiscountUses, order.AccessUses) = (discount is null ? 0 : quote.Discounted, access is null ? 0 : basket.AccessCodeSeats);
        var discounted = AddBlankAttendees(order, basket, quote, existingAttendees);
        await SaveAsync(order, existingAttendees, ct);
        await ClaimAttendeesAsync(order, existingAttendees, discounted, basket, ct);
        if (holdsSeats)
            await seats.TakeCodeUsesAsync(order, basket.Pointer, ct);
        if (holdsSeats)
            await seats.ReturnAndTakeSeatsAsync(expired, order.Tickets, ct);
        if (order.Status.HasIssuedTickets())
            QueueTicketDelivery(order);
        if (order.Status == OrderStatus.Pending && GetNextStatus(order, basket.Event) is not null)
            outbox.Add(CompleteOrder.Kind, order.Identifier, new CompleteOrder.Payload(order.Id));
    }

    /// <summary>A checkout, which a rush begins by the hundred, is only rows yet; what is further has money and letters with it.</summary>
    private async Task SaveAsync(Order order, IReadOnlyList<Attendee> existingAttendees, CancellationToken ct)
    {
        if (order.Status == OrderStatus.Initializing && existingAttendees.Count == 0)
        {
            var now = clock.GetUtcNow();
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)); // what the database keeps
            order.CreatedAt = now;
            foreach (var seat in order.Attendees)
                seat.CreatedAt = now;
            await data.BulkInsertAsync([order, .. order.Attendees, .. order.Tickets], ct);
            foreach (var seat in order.Attendees)
                seat.OrderId = order.Id;
            foreach (var line in order.Tickets)
                line.OrderId = order.Id;
            return;
        }

        data.Set<Order>().Add(order);
        refunds.RecordManualPayment(order);
        await data.SaveChangesAsync(ct);
    }

    /// <summary>An order that has lost a seat costs what is left in it, by its own terms, unless somebody who may has set the amount.</summary>
    public static async Task RecalculateAsync(IData data, Order order, CancellationToken ct) =>
        Recalculate(order, await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id).ToListAsync(ct));

    public static void Recalculate(Order order, IEnumerable<OrderTicket> lines)
    {
        var total = Pricing.TotalOf(lines.Select(l => l.Seats), order.Terms);
        (order.Discount, order.Tax) = (total.Discount, total.Tax);
        if (!order.IsAmountFinal)
            order.Amount = total.Amount;
    }

    /// <summary>The caller holds the order's lock, has read it under that lock, and has asked whether the transition is allowed.</summary>
    public async Task TransitionAsync(Order order, OrderStatus to, CancellationToken ct)
    {
        var from = order.Status;
        order.Status = to;
        SetStatusFields(order);
        if (from.HoldsSeats() && !to.HoldsSeats())
            await seats.ReturnAsync([order.Id], ct);
        if (to == OrderStatus.Completed)
            refunds.RecordManualPayment(order);
        if (to.HasIssuedTickets())
            QueueTicketDelivery(order);
        if (to != OrderStatus.Cancelled)
            return;
        var refunded = await refunds.RefundOrderAsync(order, RefundReason.OrderCancelled, ct);
        if (from != OrderStatus.Initializing)
            await notifier.SendCancellationAsync(order, order.CancelNote, toAttendees: from.HasIssuedTickets(), refunded, ct);
    }

    /// <summary>An expired order whose payment came after all: it is complete if its seats are still free, and holds them again.</summary>
    /// <returns>False: they are not, and nothing was changed.</returns>
    public async Task<bool> TryReactivateAsync(Order order, CancellationToken ct)
    {
        var lines = await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id && l.Quantity > 0).ToListAsync(ct);
        await seats.ReleaseExpiredAsync([.. lines.Select(l => l.TicketId)], order, ct);
        if (!await seats.TryTakeAllAsync(order, lines, ct))
            return false;
        order.Status = OrderStatus.Completed;
        SetStatusFields(order);
        QueueTicketDelivery(order);
        return true;
    }

    /// <summary>Where a submitted order goes by itself: a free one is complete, a promised payment is placed. Null: it waits for its payment.</summary>
    public static OrderStatus? GetNextStatus(Order order, Event e) =>
        order switch
        {
            { Total: 0 } => OrderStatus.Completed,
            { PaymentMode: { } mode } when PaymentModes.IsOffline(mode) && PaymentModes.IsEnabled(mode, e) => OrderStatus.Placed,
            _ => null,
        };

    private void SetStatusFields(Order order)
    {
        var now = clock.GetUtcNow();
        order.ExpiresAt = order.Status switch
        {
            OrderStatus.Initializing => now + settings.CheckoutLifetime,
            OrderStatus.Pending => now + settings.PaymentLifetime,
            _ => null,
        };
        if (order.Status.HasIssuedTickets())
            order.CompletedAt ??= now;
        if (order is { Status: OrderStatus.Completed, Total: 0, PaymentMode: null })
            order.PaymentMode = PaymentModes.Free;
    }

    /// <summary>Placed and later completed, the documents are made anew, and nobody is mailed twice: mails have keys of their own.</summary>
    private void QueueTicketDelivery(Order order) =>
        outbox.Add(IssueTickets.EntryKind, $"{order.Identifier} {order.Status}", new IssueTickets.Payload(order.Id));

    private static void ApplyQuote(Order order, Basket basket, Quote quote)
    {
        order.Terms = quote.Terms;
        order.DiscountCodeId = basket.DiscountCode?.Id;
        order.AccessCodeId = basket.AccessCode?.Id;
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
    private static List<long> AddBlankAttendees(Order order, Basket basket, Quote quote, IReadOnlyList<Attendee> existingAttendees)
    {
        List<long> discounted = [];
        foreach (var line in quote.Lines)
        {
            var claimed = existingAttendees.Where(a => a.TicketId == line.Ticket.Id).OrderBy(a => a.Id).ToList();
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
                        IsAccessCodeApplied = basket.UnlockedTicketIds.Contains(line.Ticket.Id),
                    }
                );
            }
        }

        return discounted;
    }

    private async Task ClaimAttendeesAsync(
        Order order,
        IReadOnlyList<Attendee> existingAttendees,
        List<long> discounted,
        Basket basket,
        CancellationToken ct
    )
    {
        if (existingAttendees.Count == 0)
            return;
        List<long> ids = [.. existingAttendees.Select(a => a.Id)];
        var opened = basket.UnlockedTicketIds.ToList();
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
            throw RejectedException.Conflict("An attendee is in an order already.", "/data/relationships/attendees/data");
    }
}
