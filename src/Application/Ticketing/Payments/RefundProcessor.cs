using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Enters what was paid outside this server, and starts to give money back: the record here and now, the provider's part by the outbox. What the platform has
/// asked of the organizer for the order is to be given back, too.
/// </summary>
internal sealed class RefundProcessor(IData data, IOutbox outbox, TimeProvider clock)
{
    /// <summary>A completed order that nobody paid through a provider was paid by hand: it is in the books like any other.</summary>
    public void RecordManualPayment(Order order)
    {
        if (!order.IsPaid || order.PaidVia is not null)
            return;
        data.Set<Payment>()
            .Add(
                new Payment
                {
                    Order = order,
                    OrderIdentifier = order.Identifier,
                    EventId = order.EventId,
                    Provider = PaymentModes.IsOffline(order.PaymentMode) ? order.PaymentMode! : "manual",
                    Reference = NewReference("pay"),
                    Amount = order.Total,
                    Taken = order.Total,
                    Currency = GetCurrency(order),
                    State = PaymentState.Succeeded,
                    SettledAt = clock.GetUtcNow(),
                }
            );
    }

    /// <summary>Gives back what was taken for the order, and has an open payment ended. The caller holds the order's lock.</summary>
    /// <returns>Whether there was money to give back.</returns>
    public async Task<bool> RefundOrderAsync(Order order, RefundReason reason, CancellationToken ct)
    {
        await CreditInvoiceAsync(order, ct);
        var payments = await data.Set<Payment>()
            .Where(p => p.OrderId == order.Id && (p.State == PaymentState.Open || p.State == PaymentState.Succeeded))
            .ToListAsync(ct);
        foreach (var payment in payments)
        {
            if (payment.State == PaymentState.Succeeded)
                StartRefund(payment, reason);
            else
                outbox.Add(SyncPayment.EntryKind, $"{payment.Reference} unwanted", new SyncPayment.Payload(payment.Id));
        }

        return payments.Exists(p => p.State == PaymentState.Refunded);
    }

    /// <summary>Once for each payment, by the states and by the database's unique index.</summary>
    public void StartRefund(Payment payment, RefundReason reason)
    {
        if (payment.State != PaymentState.Succeeded)
            throw new InvalidOperationException($"A payment that is {payment.State} is not refunded.");
        var isOurs = payment.ExternalId is not null;
        var refund = new Refund
        {
            Payment = payment,
            Reference = NewReference("ref"),
            Amount = payment.Taken,
            Reason = reason,
            State = isOurs ? RefundState.Pending : RefundState.ByHand,
        };
        (payment.State, payment.Refunded) = (PaymentState.Refunded, payment.Taken);
        data.Set<Refund>().Add(refund);
        if (isOurs)
            outbox.Add(RefundPayment.EntryKind, refund.Reference, new RefundPayment.Payload(refund.Reference));
    }

    /// <summary>Once for each order: one that is cancelled and then deleted was given back already.</summary>
    private async Task CreditInvoiceAsync(Order order, CancellationToken ct)
    {
        if (
            order.EventInvoiceId is not { } invoice
            || await data.Set<InvoiceCredit>().AnyAsync(c => c.OrderIdentifier == order.Identifier, ct)
        )
            return;
        data.Set<InvoiceCredit>()
            .Add(
                new InvoiceCredit
                {
                    OrderIdentifier = order.Identifier,
                    InvoiceId = invoice,
                    Revenue = order.Total,
                }
            );
    }

    public static string NewReference(string kind) => $"{kind}_{Guid.NewGuid():n}";

    /// <summary>The one that it was priced in: the event may have another by now.</summary>
    public static string GetCurrency(Order order) => order.Terms.Currency;
}
