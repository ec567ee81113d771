using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Creates orders and changes their status, with all consequences: seats, expiry times, refunds, tickets and e-mails.</summary>
internal sealed class OrderLifecycle(
    IData data,
    SeatReservations seats,
    CheckoutLimits checkoutLimits,
    PriceTermsLoader termsLoader,
    IOutbox outbox,
    OrderNotifier notifier,
    RefundProcessor refunds,
    OrderSettings settings,
    PlatformSettings platform,
    TimeProvider clock
)
{
    /// <summary>The members of an order that a change of its status writes, besides the stamps of the server.</summary>
    public static readonly string[] StatusMembers = [nameof(Order.Status), nameof(Order.PaymentMode)];

    /// <summary>The members of an order that a new price writes.</summary>
    public static readonly string[] PriceMembers = [nameof(Order.Amount), nameof(Order.Discount), nameof(Order.Tax)];

    /// <summary>
    /// Prices and saves a new order, and takes its seats and its uses of codes; all or nothing. The discount code is locked before the
    /// price is calculated, so its remaining uses cannot change in between.
    /// </summary>
    /// <param name="existingAttendees">
    /// Existing attendees that join this order. An attendee can be in one order only. The other seats get blank attendees.
    /// </param>
    /// <param name="rejectUsedUpDiscount">
    /// True: reject a discount code that is used up. False: create the order without the discount.
    /// </param>
    /// <exception cref="RejectedException">
    /// Conflict: sold out, a code is used up, or an attendee already belongs to an order. TooManyRequests: see <see
    /// cref="CheckoutLimits"/>.
    /// </exception>
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
        if (holdsSeats)
            await checkoutLimits.RequireAsync(order, basket.Seats.Sum(s => s.Quantity), ct);
        var discount = holdsSeats ? basket.CountedDiscountCodeId : null;
        var access = holdsSeats ? basket.AccessCode?.Id : null;
        var expired = holdsSeats
            ? await seats.ExpireBlockingOrdersAsync(order.EventId, [.. basket.Seats.Select(s => s.Ticket.Id)], discount, access, ct)
            : SeatReservations.HoldTotals.None;
        var remainingUses = await CodeUsage.ReturnAndLockAsync<DiscountCodeQuota>(data, expired.DiscountUsesByCode, discount, ct);
        await CodeUsage.ReturnAndLockAsync<AccessCodeQuota>(data, expired.AccessUsesByCode, access, ct);
        if (remainingUses <= 0 && rejectUsedUpDiscount)
            throw CodeUsage.CreateUsedUpRejection(isDiscount: true, $"{basket.Pointer}/discount-code");

        var quote = Pricing.CreateQuote(basket.Seats, await termsLoader.LoadAsync(basket.Event, basket.DiscountCode, ct), remainingUses);
        ApplyQuote(order, basket, quote);
        order.DiscountUses = discount is null ? 0 : quote.Discounted;
        order.AccessUses = access is null ? 0 : basket.AccessCodeSeats;
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

    /// <summary>
    /// Inserts a new checkout with plain inserts, which are faster than EF's change tracker (docs/decisions/020-order-performance.md).
    /// Orders in later states have payments, so they are saved through EF.
    /// </summary>
    private async Task SaveAsync(Order order, IReadOnlyList<Attendee> existingAttendees, CancellationToken ct)
    {
        if (order.Status == OrderStatus.Initializing && existingAttendees.Count == 0)
        {
            var now = clock.GetUtcMicroseconds();
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

    /// <summary>
    /// Prices an unsettled order that has lost a seat again by its own price terms, unless its amount was set by the event team or staff.
    /// An order without seats is cancelled, and one that costs nothing any more is completed. The caller holds the order's lock.
    /// </summary>
    public async Task RepriceAsync(Order order, CancellationToken ct)
    {
        if (!order.CanChangePrice)
            return;
        var lines = await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id).ToListAsync(ct);
        Recalculate(order, lines);
        await data.SaveChangesAsync(ct); // The end of the order returns the uses of codes that the database has.
        if (lines.Sum(l => l.Quantity) == 0)
            await TransitionAsync(order, OrderStatus.Cancelled, ct);
        else
            await AfterNewAmountAsync(order, ct);
    }

    /// <summary>
    /// After the amount of an unsettled order has changed: a submitted order that costs nothing is completed, and an open payment of
    /// another amount is cancelled, so that the next charge creates one of the right amount.
    /// </summary>
    public async Task AfterNewAmountAsync(Order order, CancellationToken ct)
    {
        if (order is { Total: 0, Status: OrderStatus.Pending or OrderStatus.Placed })
            await TransitionAsync(order, OrderStatus.Completed, ct);
        await refunds.CancelOutdatedPaymentsAsync(order, ct);
    }

    public static void Recalculate(Order order, IEnumerable<OrderTicket> lines)
    {
        var total = Pricing.TotalOf(lines.Select(l => l.Seats), order.Terms);
        order.Discount = total.Discount;
        order.Tax = total.Tax;
        if (!order.IsAmountFinal)
            order.Amount = total.Amount;
    }

    /// <summary>
    /// Changes the order's status. The caller holds the order's lock, has read the order under that lock, and has checked that the
    /// transition is allowed.
    /// </summary>
    public async Task TransitionAsync(Order order, OrderStatus to, CancellationToken ct)
    {
        var from = order.Status;
        order.Status = to;
        SetStatusFields(order);
        if (from.HoldsSeats() && !to.HoldsSeats())
            await seats.ReleaseAsync([order.Id], ct);
        if (to == OrderStatus.Completed)
            refunds.RecordManualPayment(order);
        if (to.HasIssuedTickets())
            QueueTicketDelivery(order);
        if (to != OrderStatus.Cancelled)
            return;
        if (from.HasIssuedTickets())
            await VoidDocumentsAsync(order, ct);
        var refund = await refunds.RefundOrderAsync(order, RefundReason.OrderCancelled, ct);
        if (from != OrderStatus.Initializing)
            await notifier.SendCancellationAsync(order, order.CancelNote, toAttendees: from.HasIssuedTickets(), refund, ct);
    }

    /// <summary>Makes the stored documents of an order void that is cancelled or deleted.</summary>
    public async Task VoidDocumentsAsync(Order order, CancellationToken ct)
    {
        var attendees = await data.Set<Attendee>().Where(a => a.OrderId == order.Id).Select(a => a.Identifier).ToListAsync(ct);
        VoidDocuments.Queue(outbox, $"{order.Identifier} void {Guid.NewGuid():n}", order, attendees, withSummary: true);
    }

    /// <summary>Completes an expired order whose payment arrived late, if its seats are still free.</summary>
    /// <returns>False: a seat or a code is no longer available, and nothing was changed.</returns>
    public async Task<bool> TryReactivateAsync(Order order, CancellationToken ct)
    {
        var lines = await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id && l.Quantity > 0).ToListAsync(ct);
        await seats.ExpireAndReleaseAsync([.. lines.Select(l => l.TicketId)], order, ct);
        if (!await seats.TryTakeAllAsync(order, lines, ct))
            return false;
        order.Status = OrderStatus.Completed;
        SetStatusFields(order);
        QueueTicketDelivery(order);
        return true;
    }

    /// <summary>
    /// The status that a submitted order gets without a payment: completed if it is free, placed if its payment mode is offline. Null: it
    /// waits for its payment.
    /// </summary>
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
            OrderStatus.Initializing => now + settings.GetCheckoutLifetime(platform),
            OrderStatus.Pending => now + settings.GetPaymentLifetime(platform),
            _ => null,
        };
        if (order.Status.HasIssuedTickets())
            order.CompletedAt ??= now;
        if (order is { Status: OrderStatus.Completed, Total: 0, PaymentMode: null })
            order.PaymentMode = PaymentModes.Free;
    }

    /// <summary>
    /// The documents are rendered again when a placed order is completed. E-mails have their own idempotency keys, so they are sent once.
    /// </summary>
    private void QueueTicketDelivery(Order order) =>
        outbox.Add(IssueTickets.EntryKind, $"{order.Identifier} {order.Status}", new IssueTickets.Payload(order.Id));

    private static void ApplyQuote(Order order, Basket basket, Quote quote)
    {
        order.Terms = quote.Terms;
        order.DiscountCodeId = basket.DiscountCode?.Id;
        order.AccessCodeId = basket.AccessCode?.Id;
        order.Discount = quote.Total.Discount;
        order.Tax = quote.Total.Tax;
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

    /// <summary>Adds a blank attendee for each seat without an existing attendee. The first seats of a line get the discount.</summary>
    /// <returns>The ids of the existing attendees who get the discount.</returns>
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
        var unlocked = basket.UnlockedTicketIds.ToList();
        var claimed = await data.UpdateAsync(
            DirectWrites.ClaimAttendees,
            data.Set<Attendee>().Where(a => ids.Contains(a.Id) && a.OrderId == null && a.DeletedAt == null),
            set =>
                set.SetProperty(a => a.OrderId, order.Id)
                    .SetProperty(a => a.IsDiscountApplied, a => discounted.Contains(a.Id))
                    .SetProperty(a => a.IsAccessCodeApplied, a => unlocked.Contains(a.TicketId)),
            ct
        );
        if (claimed != ids.Count)
            throw RejectedException.Conflict("An attendee already belongs to an order.", "/data/relationships/attendees/data");
    }
}
