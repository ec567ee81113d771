using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Enters what the provider says of a payment, and what follows: the order is complete, or the money goes back. Whoever brings the news, in whatever order
/// and however often, the first final one decides, under the lock of the order.
/// </summary>
internal sealed class PaymentRecorder(
    IData data,
    OrderLifecycle lifecycle,
    RefundProcessor refunds,
    OrderNotifier notifier,
    TimeProvider clock
)
{
    public async Task ApplyAsync(long paymentId, ProviderPayment providerPayment, CancellationToken ct)
    {
        await using var transaction = await data.BeginTransactionAsync(ct);
        if (await LockAsync(paymentId, ct) is not { State: PaymentState.Open } payment)
            return;
        payment.ExternalId ??= providerPayment.Id;
        switch (providerPayment.State)
        {
            case ProviderPaymentState.Succeeded:
                (payment.State, payment.Taken, payment.SettledAt, payment.CheckAt) = (
                    PaymentState.Succeeded,
                    providerPayment.ReceivedAmount,
                    clock.GetUtcNow(),
                    null
                );
                if (await GetRefundReasonAsync(payment, providerPayment, ct) is { } reason)
                    refunds.StartRefund(payment, reason);
                break;
            case ProviderPaymentState.Closed:
                (payment.State, payment.SettledAt, payment.CheckAt) = (PaymentState.Closed, clock.GetUtcNow(), null);
                break;
        }

        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Locks the order, then the payment, as everybody does, and reads both as they are now.</summary>
    private async Task<Payment?> LockAsync(long paymentId, CancellationToken ct)
    {
        data.ClearTracking();
        var order = await data.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.OrderId).SingleOrDefaultAsync(ct);
        if (order is { } id)
            await data.LockRowAsync<Order>(id, ct);
        await data.LockRowAsync<Payment>(paymentId, ct);
        return await data.Set<Payment>().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
    }

    /// <returns>Null: the payment has its order.</returns>
    private async Task<RefundReason?> GetRefundReasonAsync(Payment payment, ProviderPayment providerPayment, CancellationToken ct)
    {
        if (payment.Order is not { } order)
            return RefundReason.OrderDeleted;
        if (
            providerPayment.ReceivedAmount != payment.Amount
            || !string.Equals(providerPayment.Currency, payment.Currency, StringComparison.OrdinalIgnoreCase)
            || order.Total != payment.Amount
        )
            return RefundReason.WrongAmount;
        switch (order.Status)
        {
            case OrderStatus.Completed:
                return RefundReason.PaidAlready;
            case OrderStatus.Cancelled:
                return RefundReason.OrderCancelled;
            case OrderStatus.Expired:
                if (await lifecycle.TryReactivateAsync(order, ct))
                    break;
                await notifier.SendCancellationAsync(
                    order,
                    "Your payment came after the order had expired, and its seats are taken by now. You get your money back.",
                    toAttendees: false,
                    refunded: true,
                    ct
                );
                return RefundReason.SeatsGone;
            default:
                CopyPaymentDetails(order, payment, providerPayment);
                await lifecycle.TransitionAsync(order, OrderStatus.Completed, ct);
                return null;
        }

        CopyPaymentDetails(order, payment, providerPayment);
        return null;
    }

    private static void CopyPaymentDetails(Order order, Payment payment, ProviderPayment providerPayment)
    {
        var details = providerPayment.Details;
        (order.PaymentMode, order.PaidVia, order.TransactionId) = (
            payment.Provider,
            details?.Method ?? payment.Provider,
            details?.TransactionId ?? providerPayment.Id
        );
        (order.Brand, order.Last4, order.ExpMonth, order.ExpYear) = (details?.Brand, details?.Last4, details?.ExpMonth, details?.ExpYear);
    }
}
