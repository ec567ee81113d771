using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Refunds a payment at the provider. The outbox repeats it until the provider has refunded or rejected it.</summary>
internal sealed class RefundPayment(IData data, IPaymentProvider paymentProvider, MerchantAccounts merchants, TimeProvider clock)
    : IOutboxConsumer
{
    public const string EntryKind = "refund";

    internal sealed record Payload(string Reference);

    public string Kind => EntryKind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var refund = await FindAsync(payload, ct);
        if (
            refund
            is not { State: RefundState.Pending or RefundState.Sent, Payment: { ExternalId: { } external, Account: { } account } payment }
        )
            return;
        data.ClearTracking();
        var merchant = await merchants.GetAsync(account, ct);
        var providerRefund = await paymentProvider.RefundAsync(
            merchant,
            new RefundRequest(refund.Reference, external, refund.Amount, payment.Currency),
            ct
        );
        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<Refund>(refund.Id, ct);
        if (await FindAsync(payload, ct) is not { State: RefundState.Pending or RefundState.Sent } row)
            return;
        row.ExternalId = providerRefund.Id;
        row.State = providerRefund.State switch
        {
            ProviderRefundState.Succeeded => RefundState.Succeeded,
            ProviderRefundState.Failed => RefundState.Failed,
            _ => RefundState.Sent,
        };
        row.Failure = row.State == RefundState.Failed ? providerRefund.Failure : null;
        row.SettledAt = row.State == RefundState.Sent ? null : clock.GetUtcNow();
        row.CheckAt = row.State == RefundState.Sent ? clock.GetUtcNow().AddHours(1) : null;
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Records a refund that the provider has rejected as failed: the organizer still has the money and must act. If the provider was only
    /// unavailable until the outbox gave up, the reconciliation job queues the refund again.
    /// </summary>
    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (!isFinal || await FindAsync(payload, ct) is not { State: RefundState.Pending or RefundState.Sent } refund)
            return;
        if (failure is not PaymentRejectedException rejection)
        {
            refund.CheckAt = clock.GetUtcNow().AddHours(1);
            return;
        }
        refund.State = RefundState.Failed;
        refund.Failure = rejection.Code ?? "refused";
        refund.SettledAt = clock.GetUtcNow();
        refund.CheckAt = null;
    }

    public bool IsPermanent(Exception failure) => failure is PaymentRejectedException;

    private Task<Refund?> FindAsync(JsonElement payload, CancellationToken ct)
    {
        var reference = payload.Deserialize<Payload>()!.Reference;
        return data.Set<Refund>().Include(r => r.Payment).SingleOrDefaultAsync(r => r.Reference == reference, ct);
    }
}
