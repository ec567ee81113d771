using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Opens orders and moves them from status to status, with everything that follows: seats, deadlines, and what the outbox has to do.</summary>
internal sealed class OrderFlow(IData data, SeatLedger seats, IOutbox outbox, OrderMails mails, Refunds refunds, OrderSettings settings, TimeProvider clock)
{
    /// <summary>Saves a new order and takes its seats; all or nothing.</summary>
    /// <param name="attendeeIds">Attendees that are there already and become this order's; each may be in one order only.</param>
    /// <exception cref="Refused">Conflict: sold out, or an attendee has an order.</exception>
    public async Task OpenAsync(Order order, Event e, IReadOnlyList<long> attendeeIds, CancellationToken ct)
    {
        order.Identifier = Guid.NewGuid().ToString();
        Stamp(order);
        if (order.Status.HoldsSeats()) await seats.ExpireDueAsync([.. order.Tickets.Select(t => t.TicketId)], ct);
        data.Set<Order>().Add(order);
        refunds.Enter(order, e.PaymentCurrency);
        await data.SaveChangesAsync(ct);
        await ClaimAsync(order, attendeeIds, ct);
        if (order.Status.HoldsSeats()) await seats.TakeAsync(order.Tickets, ct);
        if (order.Status.Admits()) Announce(order);
        if (order.Status == OrderStatus.Pending && NextOf(order, e) is not null) outbox.Add(SettleOrder.Kind, order.Identifier, new SettleOrder.Payload(order.Id));
    }

    /// <summary>The caller holds the order's lock, has read it under that lock, and has asked whether the transition is allowed.</summary>
    public async Task MoveAsync(Order order, OrderStatus to, CancellationToken ct)
    {
        var from = order.Status;
        order.Status = to;
        Stamp(order);
        if (from.HoldsSeats() && !to.HoldsSeats()) await seats.ReturnAsync([order.Id], ct);
        if (to == OrderStatus.Completed) refunds.Enter(order, await CurrencyAsync(order, ct));
        if (to.Admits()) Announce(order);
        if (to != OrderStatus.Cancelled) return;
        var refunded = await refunds.StartAsync(order, RefundReason.OrderCancelled, ct);
        if (from != OrderStatus.Initializing) await mails.OrderCancelledAsync(order, order.CancelNote, toAttendees: from.Admits(), refunded, ct);
    }

    /// <summary>An expired order whose payment came after all: it is complete if its seats are still free, and holds them again.</summary>
    /// <returns>False: they are not, and nothing was changed.</returns>
    public async Task<bool> TryReviveAsync(Order order, CancellationToken ct)
    {
        await seats.ExpireDueAsync([.. await data.Set<OrderTicket>().Where(l => l.OrderId == order.Id).Select(l => l.TicketId).ToListAsync(ct)], ct);
        if (!await seats.TryTakeAsync(await data.Set<OrderTicket>().AsNoTracking().Where(l => l.OrderId == order.Id && l.Quantity > 0).ToListAsync(ct), ct)) return false;
        order.Status = OrderStatus.Completed;
        Stamp(order);
        Announce(order);
        return true;
    }

    /// <summary>Where a submitted order goes by itself: a free one is complete, a promised payment is placed. Null: it waits for its payment.</summary>
    public static OrderStatus? NextOf(Order order, Event e) => order switch
    {
        { Total: 0 } => OrderStatus.Completed,
        { PaymentMode: { } mode } when PaymentModes.IsOffline(mode) && PaymentModes.IsEnabled(mode, e) => OrderStatus.Placed,
        _ => null,
    };

    private Task<string?> CurrencyAsync(Order order, CancellationToken ct) =>
        data.Set<Event>().Where(e => e.Id == order.EventId).Select(e => e.PaymentCurrency).SingleAsync(ct);

    private void Stamp(Order order)
    {
        var now = clock.GetUtcNow();
        order.ExpiresAt = order.Status switch
        {
            OrderStatus.Initializing => now + settings.CheckoutLife,
            OrderStatus.Pending => now + settings.PaymentLife,
            _ => null,
        };
        if (order.Status.Admits()) order.CompletedAt ??= now;
        if (order is { Status: OrderStatus.Completed, Total: 0, PaymentMode: null }) order.PaymentMode = PaymentModes.Free;
    }

    /// <summary>Placed and later completed, the documents are made anew, and nobody is mailed twice: mails have keys of their own.</summary>
    private void Announce(Order order) => outbox.Add(WhenOrderCompleted.EntryKind, $"{order.Identifier} {order.Status}", new WhenOrderCompleted.Payload(order.Id));

    private async Task ClaimAsync(Order order, IReadOnlyList<long> attendeeIds, CancellationToken ct)
    {
        if (attendeeIds.Count == 0) return;
        var claimed = await data.Set<Attendee>().Where(a => attendeeIds.Contains(a.Id) && a.OrderId == null && a.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.OrderId, order.Id), ct);
        if (claimed != attendeeIds.Count) throw Refused.Conflict("An attendee is in an order already.", "/data/relationships/attendees/data");
    }
}
