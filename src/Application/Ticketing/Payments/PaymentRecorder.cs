using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records a payment's state at the provider and acts on it: completes the order or starts a refund. States can be reported repeatedly and
/// in any order. The first final state is recorded, under the order's lock; later ones are ignored.
/// </summary>
internal sealed class PaymentRecorder(
    IData data,
    IAuthorization authorization,
    OrderLifecycle lifecycle,
    RefundProcessor refunds,
    OrderNotifier notifier,
    PaymentNotifier paymentNotifier,
    TimeProvider clock
)
{
    public async Task ApplyAsync(long paymentId, ProviderPayment providerPayment, CancellationToken ct)
    {
        await using var transaction = await data.BeginTransactionAsync(ct);
        if (await LockAsync(paymentId, ct) is not { State: PaymentState.Open } payment)
            return;
        authorization.RequireDecision().Change(payment, StateMembers); // The provider's answer decides, and any user may cause it.
        payment.ExternalId ??= providerPayment.Id;
        switch (providerPayment.State)
        {
            case ProviderPaymentState.Succeeded:
                payment.State = PaymentState.Succeeded;
                payment.Taken = providerPayment.ReceivedAmount;
                payment.SettledAt = clock.GetUtcNow();
                payment.Checks = 0;
                payment.CheckAt = payment.NextReversalCheck(clock.GetUtcNow());
                if (payment.Taken > 0 && await CompleteOrFindRefundReasonAsync(payment, providerPayment, ct) is { } reason)
                    await RefundAsync(payment, reason, ct);
                break;
            case ProviderPaymentState.Closed:
                payment.State = PaymentState.Closed;
                payment.SettledAt = clock.GetUtcNow();
                payment.CheckAt = null;
                break;
        }

        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Changes the idempotency key of an open payment that the provider has not created, because it repeats a server error for the key.
    /// </summary>
    public async Task ChangeKeyAsync(long paymentId, CancellationToken ct)
    {
        await using var transaction = await data.BeginTransactionAsync(ct);
        if (await LockAsync(paymentId, ct) is not { State: PaymentState.Open, ExternalId: null } payment)
            return;
        authorization.RequireDecision().Change(payment, nameof(Payment.KeyVersion)); // The permission to charge the order includes it.
        payment.KeyVersion++;
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Refunds what the order does not need, and tells the buyer.</summary>
    private async Task RefundAsync(Payment payment, RefundReason reason, CancellationToken ct)
    {
        var part = reason == RefundReason.Overpaid ? payment.Taken - payment.Order!.Total : (decimal?)null;
        var refund = refunds.StartRefund(payment, reason, part);
        if (reason != RefundReason.SeatsGone) // The e-mail about the cancelled order mentions the refund.
            await paymentNotifier.TellBuyerAsync(payment, refund, ct);
    }

    /// <summary>Locks the order, then the payment, and reads both. All code takes these locks in this order, to avoid deadlocks.</summary>
    public async Task<Payment?> LockAsync(long paymentId, CancellationToken ct)
    {
        data.ClearTracking();
        var order = await data.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.OrderId).SingleOrDefaultAsync(ct);
        if (order is { } id)
            await data.LockRowAsync<Order>(id, ct);
        await data.LockRowAsync<Payment>(paymentId, ct);
        return await data.Set<Payment>().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
    }

    /// <summary>Completes the order with the payment if possible.</summary>
    /// <returns>Null: the order is completed. Otherwise: why the payment, or what is too much of it, must be refunded.</returns>
    private async Task<RefundReason?> CompleteOrFindRefundReasonAsync(
        Payment payment,
        ProviderPayment providerPayment,
        CancellationToken ct
    )
    {
        if (payment.Order is not { } order)
            return RefundReason.OrderDeleted;
        // An order is completed when its payment was received. Any user may have asked the provider.
        authorization.RequireDecision().Change(order, [.. OrderLifecycle.StatusMembers, .. DetailMembers]);
        if (order.Status == OrderStatus.Completed)
            return RefundReason.PaidAlready;
        if (order.Status == OrderStatus.Cancelled)
            return RefundReason.OrderCancelled;
        var hasCurrency =
            string.Equals(providerPayment.Currency, payment.Currency, StringComparison.OrdinalIgnoreCase)
            && payment.Currency == RefundProcessor.GetCurrency(order);
        if (!hasCurrency || order.Total == 0 || providerPayment.ReceivedAmount < order.Total)
            return RefundReason.WrongAmount;
        if (order.Status != OrderStatus.Expired)
        {
            CopyPaymentDetails(order, payment, providerPayment);
            await lifecycle.TransitionAsync(order, OrderStatus.Completed, ct);
        }
        else if (await lifecycle.TryReactivateAsync(order, ct))
            CopyPaymentDetails(order, payment, providerPayment);
        else
        {
            await notifier.SendCancellationAsync(
                order,
                "Your payment arrived after the order had expired, and its seats are no longer available.",
                toAttendees: false,
                $"You paid {Format(providerPayment.ReceivedAmount)}. {Format(providerPayment.ReceivedAmount)} is on its way back to you.",
                ct
            );
            return RefundReason.SeatsGone;
        }

        return providerPayment.ReceivedAmount > order.Total ? RefundReason.Overpaid : null;

        string Format(decimal amount) => MoneyText.Format(amount, payment.Currency);
    }

    /// <summary>What the provider's answer changes of a payment.</summary>
    private static readonly string[] StateMembers =
    [
        nameof(Payment.ExternalId),
        nameof(Payment.State),
        nameof(Payment.Taken),
        nameof(Payment.SettledAt),
        nameof(Payment.Checks),
        nameof(Payment.CheckAt),
    ];

    /// <summary>The members that <see cref="CopyPaymentDetails"/> writes.</summary>
    private static readonly string[] DetailMembers =
    [
        nameof(Order.PaymentMode),
        nameof(Order.PaidVia),
        nameof(Order.TransactionId),
        nameof(Order.Brand),
        nameof(Order.Last4),
        nameof(Order.ExpMonth),
        nameof(Order.ExpYear),
    ];

    private static void CopyPaymentDetails(Order order, Payment payment, ProviderPayment providerPayment)
    {
        var details = providerPayment.Details;
        order.PaymentMode = payment.Provider;
        order.PaidVia = details?.Method ?? payment.Provider;
        order.TransactionId = details?.TransactionId ?? providerPayment.Id;
        order.Brand = details?.Brand;
        order.Last4 = details?.Last4;
        order.ExpMonth = details?.ExpMonth;
        order.ExpYear = details?.ExpYear;
    }
}
