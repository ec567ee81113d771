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
                payment.State = PaymentState.Succeeded;
                payment.Taken = providerPayment.ReceivedAmount;
                payment.SettledAt = clock.GetUtcNow();
                payment.CheckAt = null;
                if (await CompleteOrFindRefundReasonAsync(payment, providerPayment, ct) is { } reason)
                    refunds.StartRefund(payment, reason);
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

    /// <summary>Locks the order, then the payment, and reads both. All code takes these locks in this order, to avoid deadlocks.</summary>
    private async Task<Payment?> LockAsync(long paymentId, CancellationToken ct)
    {
        data.ClearTracking();
        var order = await data.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.OrderId).SingleOrDefaultAsync(ct);
        if (order is { } id)
            await data.LockRowAsync<Order>(id, ct);
        await data.LockRowAsync<Payment>(paymentId, ct);
        return await data.Set<Payment>().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
    }

    /// <summary>Completes the order with the payment if possible.</summary>
    /// <returns>Null: the order is completed. Otherwise: why the payment must be refunded.</returns>
    private async Task<RefundReason?> CompleteOrFindRefundReasonAsync(
        Payment payment,
        ProviderPayment providerPayment,
        CancellationToken ct
    )
    {
        if (payment.Order is not { } order)
            return RefundReason.OrderDeleted;
        authorization.AllowAnyone().Change(order, [.. OrderLifecycle.StatusMembers, .. DetailMembers]); // The provider's answer decides.
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
                    "Your payment arrived after the order had expired, and its seats are no longer available. It will be refunded.",
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
