using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Asks the provider how a payment stands and enters the answer. It is what webhooks, the buyer's browser and the clock lead to, so that none of them has
/// to be trusted, and none has to come. A payment that nobody wants any more is ended.
/// </summary>
internal sealed class PaymentSynchronizer(
    IData data,
    IPaymentProvider paymentProvider,
    MerchantAccounts merchants,
    PaymentRecorder recorder,
    IOutbox outbox,
    TimeProvider clock
)
{
    /// <summary>How long a payment that the provider never confirmed is kept for a second try.</summary>
    private static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromHours(24);

    /// <remarks>Outside any transaction: it goes over the network.</remarks>
    public async Task SyncAsync(long paymentId, CancellationToken ct)
    {
        if (await FetchAsync(paymentId, ct) is { } now)
            await recorder.ApplyAsync(paymentId, now, ct);
        else
            await CloseUnconfirmedAsync(paymentId, ct);
    }

    /// <returns>Null: there is nothing to ask.</returns>
    public async Task<ProviderPayment?> FetchAsync(long paymentId, CancellationToken ct)
    {
        var payment = await data.Set<Payment>().AsNoTracking().Include(p => p.Order).SingleOrDefaultAsync(p => p.Id == paymentId, ct);
        if (payment is not { State: PaymentState.Open, ExternalId: { } external, Account: { } account })
            return null;
        var merchant = await merchants.GetAsync(account, ct);
        var now = await paymentProvider.GetPaymentAsync(merchant, external, ct);
        return now.State == ProviderPaymentState.Open && !IsWanted(payment.Order)
            ? await paymentProvider.CancelPaymentAsync(merchant, external, ct)
            : now;
    }

    /// <summary>A payment whose turn it is.</summary>
    /// <param name="Expires">When its order does.</param>
    internal sealed record DuePayment(long Id, int Checks, DateTimeOffset? Expires);

    public async Task<IReadOnlyList<DuePayment>> ListDueAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await data.Set<Payment>()
            .AsNoTracking()
            .Where(p => p.CheckAt <= now && p.State == PaymentState.Open)
            .OrderBy(p => p.CheckAt)
            .Take(limit)
            .Select(p => new DuePayment(p.Id, p.Checks, p.Order == null ? null : p.Order.ExpiresAt))
            .ToListAsync(ct);
    }

    /// <summary>Asks for one that is due. It is claimed first, by one conditional update, so that of several nodes and workers one asks; nothing is locked while it does.</summary>
    /// <exception cref="PaymentDelayedException">It is asked for again after a while, as after <see cref="PaymentRejectedException"/>.</exception>
    public async Task SyncDueAsync(DuePayment payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = now + new Payment { Checks = payment.Checks + 1 }.NextCheckDelay;
        if (payment.Expires > now && payment.Expires < next)
            next = payment.Expires.Value.AddSeconds(1); // an expired order's payment is ended soon
        var claimed = await data.Set<Payment>()
            .Where(p => p.Id == payment.Id && p.CheckAt <= now && p.State == PaymentState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckAt, next).SetProperty(p => p.Checks, p => p.Checks + 1), ct);
        if (claimed > 0)
            await SyncAsync(payment.Id, ct);
    }

    /// <summary>Refunds that the provider has accepted and said nothing of since, or that the outbox has given up asking for: it is asked again.</summary>
    public async Task RetryOpenRefundsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
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

    private bool IsWanted(Order? order) =>
        order is { Status: OrderStatus.Initializing or OrderStatus.Pending or OrderStatus.Placed }
        && !order.IsPastExpiry(clock.GetUtcNow());

    /// <summary>The provider's answer was lost, and the buyer has not come back: as he never had the means to pay it, it cannot be paid.</summary>
    private Task CloseUnconfirmedAsync(long paymentId, CancellationToken ct)
    {
        var (now, oldest) = (clock.GetUtcNow(), clock.GetUtcNow() - UnconfirmedLifetime);
        return data.Set<Payment>()
            .Where(p => p.Id == paymentId && p.State == PaymentState.Open && p.ExternalId == null && p.CreatedAt < oldest)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(p => p.State, PaymentState.Closed)
                        .SetProperty(p => p.SettledAt, now)
                        .SetProperty(p => p.CheckAt, (DateTimeOffset?)null),
                ct
            );
    }
}
