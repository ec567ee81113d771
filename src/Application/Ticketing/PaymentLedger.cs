using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Enters what the provider says of a payment, and what follows: the order is complete, or the money goes back. Whoever brings the news, in whatever order
/// and however often, the first final one decides, under the lock of the order.
/// </summary>
internal sealed class PaymentLedger(IData data, OrderFlow flow, Refunds refunds, OrderMails mails, TimeProvider clock)
{
    public async Task ApplyAsync(long paymentId, ProviderPayment now, CancellationToken ct)
    {
        await using var work = await data.BeginAsync(ct);
        if (await LockedAsync(paymentId, ct) is not { State: PaymentState.Open } payment)
            return;
        payment.ExternalId ??= now.Id;
        switch (now.State)
        {
            case ProviderPaymentState.Succeeded:
                (payment.State, payment.Taken, payment.SettledAt, payment.CheckAt) = (
                    PaymentState.Succeeded,
                    now.Received,
                    clock.GetUtcNow(),
                    null
                );
                if (await WhyReturnAsync(payment, now, ct) is { } reason)
                    refunds.Start(payment, reason);
                break;
            case ProviderPaymentState.Closed:
                (payment.State, payment.SettledAt, payment.CheckAt) = (PaymentState.Closed, clock.GetUtcNow(), null);
                break;
        }

        await data.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Locks the order, then the payment, as everybody does, and reads both as they are now.</summary>
    private async Task<Payment?> LockedAsync(long paymentId, CancellationToken ct)
    {
        data.Forget();
        var order = await data.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.OrderId).SingleOrDefaultAsync(ct);
        if (order is { } id)
            await data.LockAsync<Order>(id, ct);
        await data.LockAsync<Payment>(paymentId, ct);
        return await data.Set<Payment>().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
    }

    /// <returns>Null: the payment has its order.</returns>
    private async Task<RefundReason?> WhyReturnAsync(Payment payment, ProviderPayment now, CancellationToken ct)
    {
        if (payment.Order is not { } order)
            return RefundReason.OrderDeleted;
        if (
            now.Received != payment.Amount
            || !string.Equals(now.Currency, payment.Currency, StringComparison.OrdinalIgnoreCase)
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
                if (await flow.TryReviveAsync(order, ct))
                    break;
                await mails.OrderCancelledAsync(
                    order,
                    "Your payment came after the order had expired, and its seats are taken by now. You get your money back.",
                    toAttendees: false,
                    refunded: true,
                    ct
                );
                return RefundReason.SeatsGone;
            default:
                Note(order, payment, now);
                await flow.MoveAsync(order, OrderStatus.Completed, ct);
                return null;
        }

        Note(order, payment, now);
        return null;
    }

    private static void Note(Order order, Payment payment, ProviderPayment now)
    {
        var trace = now.Trace;
        (order.PaymentMode, order.PaidVia, order.TransactionId) = (
            payment.Provider,
            trace?.Method ?? payment.Provider,
            trace?.TransactionId ?? now.Id
        );
        (order.Brand, order.Last4, order.ExpMonth, order.ExpYear) = (trace?.Brand, trace?.Last4, trace?.ExpMonth, trace?.ExpYear);
    }
}
