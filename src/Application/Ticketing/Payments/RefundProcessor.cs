using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records payments that were made outside this server, and starts refunds. A refund is recorded at once; the outbox carries it out at the
/// provider. The platform's fee for a refunded order is credited to the organizer.
/// </summary>
internal sealed class RefundProcessor(IData data, IOutbox outbox, TimeProvider clock)
{
    /// <summary>Records a payment for a completed order that was not paid through a provider, so every paid order has a payment.</summary>
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

    /// <summary>
    /// Starts the refund of the order's payment and the cancellation of an open payment. The caller holds the order's lock.
    /// </summary>
    /// <returns>Whether a payment is refunded.</returns>
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

    /// <summary>Starts the refund of a payment. The payment's state and a unique index allow one refund for each payment.</summary>
    /// <exception cref="InvalidOperationException">The payment has not succeeded, or is refunded already.</exception>
    public void StartRefund(Payment payment, RefundReason reason)
    {
        if (payment.State != PaymentState.Succeeded)
            throw new InvalidOperationException($"A payment in state {payment.State} cannot be refunded.");
        var hasProvider = payment.ExternalId is not null;
        var refund = new Refund
        {
            Payment = payment,
            Reference = NewReference("ref"),
            Amount = payment.Taken,
            Reason = reason,
            State = hasProvider ? RefundState.Pending : RefundState.ByHand,
        };
        payment.State = PaymentState.Refunded;
        payment.Refunded = payment.Taken;
        data.Set<Refund>().Add(refund);
        if (hasProvider)
            outbox.Add(RefundPayment.EntryKind, refund.Reference, new RefundPayment.Payload(refund.Reference));
    }

    /// <summary>Credits the platform's fee once for each order, also if the order is cancelled first and deleted later.</summary>
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

    /// <summary>The currency in which the order was priced. The event's currency may have changed since.</summary>
    public static string GetCurrency(Order order) => order.Terms.Currency;
}
