using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records payments that were made outside this server, and starts refunds. A refund is recorded at once; the outbox carries it out at the
/// provider. The platform's fee for a refunded order is credited to the organizer.
/// </summary>
internal sealed class RefundProcessor(
    IData data,
    IOutbox outbox,
    PaymentNotifier notifier,
    InvoiceCredits credits,
    IAuthorization authorization,
    TimeProvider clock
)
{
    /// <summary>Records a payment for a completed order that was not paid through a provider, so every paid order has a payment.</summary>
    public void RecordManualPayment(Order order)
    {
        if (!order.IsPaid || order.PaidVia is not null)
            return;
        var payment = new Payment
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
        };
        authorization.RequireDecision().Create(payment); // The permission to complete the order includes its payment.
        data.Set<Payment>().Add(payment);
    }

    /// <summary>
    /// Starts the refund of what is left of the order's payments, and the cancellation of an open payment. The caller holds the order's
    /// lock.
    /// </summary>
    /// <returns>What the buyer is told about their money. Null: nothing was paid.</returns>
    public async Task<string?> RefundOrderAsync(Order order, RefundReason reason, CancellationToken ct)
    {
        authorization.RequireDecision().Change(order, nameof(Order.AmountRefunded)); // The permission to end the order includes its refund.
        await credits.CreditAsync(order, remaining: 0, ct);
        var payments = await data.Set<Payment>().Where(p => p.OrderId == order.Id).OrderBy(p => p.Id).ToListAsync(ct);
        List<string> texts = [];
        foreach (var payment in payments)
        {
            if (payment.State == PaymentState.Open)
                CancelPayment(payment, "unwanted");
            else if (payment.Kept > 0 && await ReturnAsync(payment, reason, ct) is { } text)
                texts.Add(text);
        }

        order.CountRefunds(payments);
        return texts.Count == 0 ? null : string.Join(" ", texts);
    }

    /// <summary>
    /// Queues the cancellation of open payments whose amount is no longer the order's. The caller holds the order's lock.
    /// </summary>
    public async Task CancelOutdatedPaymentsAsync(Order order, CancellationToken ct)
    {
        if (order.Id == 0)
            return;
        var outdated = await data.Set<Payment>()
            .AsNoTracking()
            .Where(p => p.OrderId == order.Id && p.State == PaymentState.Open && p.Amount != order.Total)
            .ToListAsync(ct);
        foreach (var payment in outdated)
            CancelPayment(payment, $"repriced {Guid.NewGuid():n}");
    }

    /// <summary>Starts the refund of a payment: of the whole of what is left, or of a part. The caller holds the payment's lock.</summary>
    /// <param name="amount">Null: everything that is left.</param>
    /// <param name="userId">The user who starts it. Null: this server.</param>
    /// <exception cref="InvalidOperationException">The payment was not received, or less than that is left of it.</exception>
    public Refund StartRefund(Payment payment, RefundReason reason, decimal? amount = null, long? userId = null)
    {
        var refund = CreateRefund(payment, reason, amount ?? payment.Kept, userId);
        if (payment.State is not (PaymentState.Succeeded or PaymentState.Refunded) || refund.Amount <= 0 || refund.Amount > payment.Kept)
            throw new InvalidOperationException($"{refund.Amount} of a payment in state {payment.State} cannot be refunded.");
        // The permission to end the order, or to start the refund, includes this change.
        authorization.RequireDecision().Change(payment, nameof(Payment.Refunded), nameof(Payment.State));
        payment.Refunded += refund.Amount;
        if (payment.Kept == 0)
            payment.State = PaymentState.Refunded;
        Add(refund);
        if (refund.State == RefundState.Pending)
            outbox.Add(RefundPayment.EntryKind, refund.Reference, new RefundPayment.Payload(refund.Reference));
        return refund;
    }

    private async Task<string?> ReturnAsync(Payment payment, RefundReason reason, CancellationToken ct)
    {
        var taken = MoneyText.Format(payment.Taken, payment.Currency);
        var failed = await data.Set<Refund>()
            .Where(r => r.PaymentId == payment.Id && r.State == RefundState.Failed && !r.IsResolved)
            .ToListAsync(ct);
        // The new refund, or the dispute, replaces those that failed.
        authorization.RequireDecision().Change<Refund>(r => r.PaymentId == payment.Id, nameof(Refund.IsResolved));
        if (!payment.IsDisputed)
        {
            failed.ForEach(r => r.IsResolved = true);
            var refund = StartRefund(payment, reason, userId: authorization.Actor.UserId);
            return $"You paid {taken}. {MoneyText.Format(refund.Amount, payment.Currency)} is on its way back to you.";
        }

        var disputed = $"You paid {taken}. The payment is disputed: your bank decides whether it goes back to you.";
        if (failed.Exists(r => r.Failure == RefundFailure.Disputed))
            return disputed;
        var refused = CreateRefund(payment, reason, payment.Kept, authorization.Actor.UserId);
        refused.State = RefundState.Failed;
        refused.Failure = RefundFailure.Disputed;
        refused.SettledAt = clock.GetUtcNow();
        Add(refused);
        await notifier.AlertTeamAsync(
            $"{refused.Reference} failed",
            payment,
            "A refund was not possible",
            RefundFailure.Explain(refused.Failure) + " If you win the dispute, the refund starts by itself.",
            ct
        );
        return disputed;
    }

    private void Add(Refund refund)
    {
        authorization.RequireDecision().Create(refund); // The permission to end the order, or to start the refund, includes it.
        data.Set<Refund>().Add(refund);
    }

    private static Refund CreateRefund(Payment payment, RefundReason reason, decimal amount, long? userId) =>
        new()
        {
            Payment = payment,
            EventId = payment.EventId,
            Reference = NewReference("ref"),
            Amount = amount,
            Reason = reason,
            InitiatedBy = userId is null ? RefundInitiator.Server : RefundInitiator.User,
            UserId = userId,
            State = payment.ExternalId is null ? RefundState.ByHand : RefundState.Pending,
        };

    private void CancelPayment(Payment payment, string reason) =>
        outbox.Add(SyncPayment.EntryKind, $"{payment.Reference} {reason}", new SyncPayment.Payload(payment.Id));

    public static string NewReference(string kind) => $"{kind}_{Guid.NewGuid():n}";

    /// <summary>The currency in which the order was priced. The event's currency may have changed since.</summary>
    public static string GetCurrency(Order order) => order.Terms.Currency;
}
