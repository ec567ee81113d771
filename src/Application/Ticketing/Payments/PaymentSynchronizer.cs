using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Fetches a payment's state from the provider and records it. Webhooks, the buyer's verification and the reconciliation job all use it, so
/// none of them needs to be trusted and any of them may be missing. An open payment whose order no longer needs it is cancelled.
/// </summary>
internal sealed class PaymentSynchronizer(
    IData data,
    IPaymentProvider paymentProvider,
    MerchantAccounts merchants,
    PaymentRecorder recorder,
    SyncReversals reversals,
    IAuthorization authorization,
    IOutbox outbox,
    TimeProvider clock
)
{
    /// <summary>How long a payment that the provider never confirmed stays open for another attempt.</summary>
    private static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromHours(24);

    /// <remarks>Calls the provider over the network: do not call it inside a transaction.</remarks>
    public async Task SyncAsync(long paymentId, CancellationToken ct)
    {
        if (await FetchAsync(paymentId, ct) is { } providerPayment)
            await recorder.ApplyAsync(paymentId, providerPayment, ct);
        else
            await CloseUnconfirmedAsync(paymentId, ct);
    }

    /// <returns>Null: the payment is not open, or the provider does not know it.</returns>
    public async Task<ProviderPayment?> FetchAsync(long paymentId, CancellationToken ct)
    {
        var payment = await data.Set<Payment>().AsNoTracking().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
        if (payment is not { State: PaymentState.Open, ExternalId: { } external, Account: { } account })
            return null;
        var merchant = await merchants.GetAsync(account, ct);
        var providerPayment = await paymentProvider.GetPaymentAsync(merchant, external, ct);
        return providerPayment.State == ProviderPaymentState.Open && !IsPayable(payment)
            ? await paymentProvider.CancelPaymentAsync(merchant, external, ct)
            : providerPayment;
    }

    /// <summary>A payment that is due for a check.</summary>
    /// <param name="IsOpen">False: it was received, and is checked for refunds and disputes.</param>
    /// <param name="Checks">How often it was checked before.</param>
    /// <param name="Expires">When its order expires. Null: never.</param>
    internal sealed record DuePayment(long Id, bool IsOpen, int Checks, DateTimeOffset? Expires);

    public async Task<IReadOnlyList<DuePayment>> ListDueAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await data.Set<Payment>()
            .AsNoTracking()
            .Where(p => p.CheckAt <= now)
            .OrderBy(p => p.CheckAt)
            .Take(limit)
            .Select(p => new DuePayment(p.Id, p.State == PaymentState.Open, p.Checks, p.Order == null ? null : p.Order.ExpiresAt))
            .ToListAsync(ct);
    }

    /// <summary>
    /// Checks a due payment. A conditional update claims it first, so only one of several nodes and workers checks it. No lock is held
    /// during the call to the provider.
    /// </summary>
    /// <exception cref="PaymentDelayedException">
    /// The payment is checked again later, as after <see cref="PaymentRejectedException"/> and <see cref="PaymentAccessException"/>.
    /// </exception>
    public async Task SyncDueAsync(DuePayment payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var checkedPayment = new Payment { Checks = payment.Checks + 1 };
        var next = payment.IsOpen ? now + checkedPayment.NextCheckDelay : checkedPayment.NextReversalCheck(now);
        if (payment.IsOpen && payment.Expires > now && payment.Expires < next)
            next = payment.Expires.Value.AddSeconds(1); // So that the payment is cancelled soon after its order has expired.
        var claimed = await data.UpdateAsync(
            DirectWrites.SchedulePaymentCheck,
            data.Set<Payment>().Where(p => p.Id == payment.Id && p.CheckAt <= now && (p.State == PaymentState.Open) == payment.IsOpen),
            set => set.SetProperty(p => p.CheckAt, next).SetProperty(p => p.Checks, p => p.Checks + 1),
            ct
        );
        if (claimed == 0)
            return;
        try
        {
            if (payment.IsOpen)
                await SyncAsync(payment.Id, ct);
            else
                await reversals.SyncAsync(payment.Id, ct);
        }
        catch (PaymentAccessException)
        {
            await merchants.CommitAccessCheckAsync(payment.Id, ct);
            throw;
        }
    }

    /// <summary>
    /// Queues open refunds again: those whose result the provider has not reported, and those that the outbox has given up.
    /// </summary>
    public async Task RetryOpenRefundsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        authorization.AsServer().Change<Refund>(_ => true, nameof(Refund.CheckAt)); // The reconciliation job schedules its next check.
        await using var transaction = await data.BeginTransactionAsync(ct);
        foreach (
            var refund in await data.Set<Refund>()
                .Where(r => r.CheckAt <= now && (r.State == RefundState.Pending || r.State == RefundState.Sent))
                .OrderBy(r => r.Id)
                .Take(100)
                .ToListAsync(ct)
        )
        {
            outbox.Add(RefundPayment.EntryKind, $"{refund.Reference} {refund.CheckAt:O}", new RefundPayment.Payload(refund.Reference));
            refund.CheckAt = now.AddHours(6);
        }

        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>A payment of another amount than the order's is replaced by the next charge.</summary>
    private bool IsPayable(Payment payment) =>
        payment.Order is { Status: OrderStatus.Initializing or OrderStatus.Pending or OrderStatus.Placed } order
        && order.Total == payment.Amount
        && !order.IsPastExpiry(clock.GetUtcNow());

    /// <summary>
    /// Closes an old payment whose creation the provider never confirmed. The buyer never received its client secret, so it cannot be paid.
    /// </summary>
    private Task CloseUnconfirmedAsync(long paymentId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var oldest = now - UnconfirmedLifetime;
        return data.UpdateAsync(
            DirectWrites.SchedulePaymentCheck,
            data.Set<Payment>()
                .Where(p => p.Id == paymentId && p.State == PaymentState.Open && p.ExternalId == null && p.CreatedAt < oldest),
            set =>
                set.SetProperty(p => p.State, PaymentState.Closed)
                    .SetProperty(p => p.SettledAt, now)
                    .SetProperty(p => p.CheckAt, (DateTimeOffset?)null),
            ct
        );
    }
}
