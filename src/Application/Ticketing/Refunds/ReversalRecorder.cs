using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records the refunds and the dispute that the provider has for a payment: those that this server started and those that it did not. The
/// provider's present state replaces the recorded one, so the order of events does not matter. The event team is told what it did not do
/// itself.
/// </summary>
internal sealed class ReversalRecorder(
    IData data,
    IAuthorization authorization,
    PaymentRecorder payments,
    RefundProcessor refunds,
    InvoiceCredits credits,
    PaymentNotifier notifier,
    TimeProvider clock
)
{
    private const int MaxTextLength = 255;

    private static readonly string[] DisputeMembers =
    [
        nameof(Payment.DisputeId),
        nameof(Payment.DisputeState),
        nameof(Payment.DisputedAmount),
        nameof(Payment.DisputeReason),
        nameof(Payment.DisputeDueAt),
    ];

    /// <summary>What the provider's answer to a refund changes.</summary>
    public static readonly string[] StateMembers =
    [
        nameof(Refund.ExternalId),
        nameof(Refund.State),
        nameof(Refund.Failure),
        nameof(Refund.SettledAt),
        nameof(Refund.CheckAt),
    ];

    public async Task ApplyAsync(long paymentId, ProviderReversals reversals, CancellationToken ct)
    {
        authorization
            .AsServer()
            .Create<Refund>(r => r.PaymentId == paymentId || r.Payment.Id == paymentId)
            .Change<Refund>(r => r.PaymentId == paymentId, nameof(Refund.IsResolved), nameof(Refund.Amount))
            .Remove<Refund>(r => r.PaymentId == paymentId)
            .Change<Payment>(p => p.Id == paymentId, DisputeMembers);
        await using var transaction = await data.BeginTransactionAsync(ct);
        if (await payments.LockAsync(paymentId, ct) is not { State: PaymentState.Succeeded or PaymentState.Refunded } payment)
            return;
        await data.Set<Refund>().Where(r => r.PaymentId == paymentId).LoadAsync(ct);
        foreach (var refund in reversals.Refunds)
            await RecordRefundAsync(payment, refund, ct);
        if (reversals.Dispute is { } dispute)
            await RecordDisputeAsync(payment, dispute, ct);
        LimitUnsentRefunds(payment);
        await UpdateTotalsAsync(payment, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Updates the totals of a payment and its order from the payment's refunds. The caller holds both locks.</summary>
    /// <param name="payment">With its order and refunds.</param>
    public async Task UpdateTotalsAsync(Payment payment, CancellationToken ct)
    {
        authorization.RequireDecision().Change(payment, nameof(Payment.Refunded), nameof(Payment.State)); // Sums of its refunds.
        payment.Refunded = Math.Min(payment.Taken, payment.Refunds.Where(r => r.CountsAsRefunded).Sum(r => r.Amount));
        if (payment.Kept == 0)
            payment.State = PaymentState.Refunded;
        if (payment.Order is not { } order)
            return;
        authorization.RequireDecision().Change(order, nameof(Order.AmountRefunded));
        var others = await data.Set<Payment>().Where(p => p.OrderId == order.Id && p.Id != payment.Id).ToListAsync(ct);
        order.CountRefunds([.. others, payment]);
        await credits.CreditAsync(order, order.Status == OrderStatus.Completed ? order.Revenue : 0, ct);
    }

    private async Task RecordRefundAsync(Payment payment, ProviderRefund found, CancellationToken ct)
    {
        var refund = payment.Refunds.Find(r => r.ExternalId == found.Id || (found.Reference is not null && r.Reference == found.Reference));
        if (refund is null)
        {
            refund = new Refund
            {
                Payment = payment,
                EventId = payment.EventId,
                Reference = RefundProcessor.NewReference("ref"),
                Amount = found.Amount,
                Reason = RefundReason.AtProvider,
                InitiatedBy = RefundInitiator.Provider,
                State = RefundState.Sent,
                CheckAt = clock.GetUtcNow().AddHours(1),
            };
            payment.Refunds.Add(refund);
            if (found.State != ProviderRefundState.Failed)
                await notifier.AlertTeamAsync(
                    $"{found.Id} found",
                    payment,
                    "A payment was refunded at the provider",
                    $"{MoneyText.Format(found.Amount, payment.Currency)} of {MoneyText.Format(payment.Taken, payment.Currency)} was "
                        + "refunded outside this server. The order is unchanged: cancel it if its tickets are no longer valid.",
                    ct
                );
        }

        await SetStateAsync(payment, refund, found, ct);
    }

    /// <summary>Records the provider's answer. The caller holds the locks of the order and the payment.</summary>
    public async Task SetStateAsync(Payment payment, Refund refund, ProviderRefund found, CancellationToken ct)
    {
        var state = found.State switch
        {
            ProviderRefundState.Succeeded => RefundState.Succeeded,
            ProviderRefundState.Failed => RefundState.Failed,
            _ => RefundState.Sent,
        };
        authorization.AsServer().Change(refund, StateMembers); // The provider's answer decides.
        refund.ExternalId = found.Id;
        if (refund.State == state || refund is { State: RefundState.ByHand, IsResolved: true })
            return;
        refund.State = state;
        refund.Failure = state == RefundState.Failed ? Shorten(found.Failure) ?? RefundFailure.Rejected : null;
        refund.SettledAt = state == RefundState.Sent ? null : clock.GetUtcNow();
        refund.CheckAt = state == RefundState.Sent ? clock.GetUtcNow().AddHours(1) : null;
        if (state == RefundState.Failed)
            await AlertOfFailureAsync(payment, refund, ct);
    }

    public Task AlertOfFailureAsync(Payment payment, Refund refund, CancellationToken ct) =>
        notifier.AlertTeamAsync(
            $"{refund.Reference} failed",
            payment,
            "A refund failed",
            $"The buyer did not get {MoneyText.Format(refund.Amount, payment.Currency)} back. {RefundFailure.Explain(refund.Failure)}",
            ct
        );

    private async Task RecordDisputeAsync(Payment payment, ProviderDispute dispute, CancellationToken ct)
    {
        var isNew = payment.DisputeId != dispute.Id;
        var isDecided = dispute.State != DisputeState.Open && (isNew || payment.DisputeState != dispute.State);
        payment.DisputeId = dispute.Id;
        payment.DisputeState = dispute.State;
        payment.DisputedAmount = dispute.Amount;
        payment.DisputeReason = Shorten(dispute.Reason);
        payment.DisputeDueAt = dispute.DueAt;
        var amount = MoneyText.Format(dispute.Amount, payment.Currency);
        if (dispute.State == DisputeState.Open && isNew)
            await notifier.AlertTeamAsync(
                $"{dispute.Id} opened",
                payment,
                "A payment is disputed",
                $"The buyer disputes {amount} ({payment.DisputeReason ?? "no reason given"}). "
                    + (dispute.DueAt is { } due ? $"Answer at the provider before {due.UtcDateTime:d MMMM yyyy HH:mm} UTC. " : "")
                    + "The payment cannot be refunded until the dispute is decided.",
                ct
            );
        if (!isDecided)
            return;
        var isWon = dispute.State == DisputeState.Won;
        await notifier.AlertTeamAsync(
            $"{dispute.Id} {dispute.State}",
            payment,
            isWon ? "A dispute was won" : "A dispute was lost",
            isWon ? $"You keep {amount}." : $"{amount} went back to the buyer.",
            ct
        );
        if (isWon)
            RestartRefused(payment);
        else
            foreach (var refund in payment.Refunds.Where(r => r.Failure == RefundFailure.Disputed))
                refund.IsResolved = true; // The buyer has the money.
    }

    /// <summary>Starts the refunds that the dispute had prevented, if the order is still cancelled or deleted.</summary>
    private void RestartRefused(Payment payment)
    {
        foreach (var refused in payment.Refunds.Where(r => r is { Failure: RefundFailure.Disputed, IsResolved: false }).ToList())
        {
            refused.IsResolved = true;
            if (payment.Kept > 0 && payment.Order is null or { Status: OrderStatus.Cancelled })
                refunds.StartRefund(payment, refused.Reason, Math.Min(refused.Amount, payment.Kept), refused.UserId);
        }
    }

    /// <summary>
    /// A refund that was not sent yet gets at most what is left after the refunds that the provider reports. If nothing is left, it is
    /// removed: the buyer has the money.
    /// </summary>
    private void LimitUnsentRefunds(Payment payment)
    {
        foreach (var unsent in payment.Refunds.Where(r => r is { State: RefundState.Pending, ExternalId: null }).ToList())
        {
            var others = payment.Refunds.Where(r => r != unsent && r.CountsAsRefunded).Sum(r => r.Amount);
            var lost = payment.DisputeState == DisputeState.Lost ? payment.DisputedAmount : 0;
            unsent.Amount = Math.Min(unsent.Amount, payment.Taken - others - lost);
            if (unsent.Amount > 0)
                continue;
            payment.Refunds.Remove(unsent);
            data.Set<Refund>().Remove(unsent);
        }
    }

    private static string? Shorten(string? text) => text is null ? null : TextLimit.Shorten(text, MaxTextLength);
}
