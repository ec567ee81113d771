using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Refunds a payment, or a part of it, at the provider. The outbox repeats it until the provider has refunded or rejected it. Refunds that
/// someone else made in the meantime are recorded first, so it never asks for more than what is left.
/// </summary>
internal sealed class RefundPayment(
    IData data,
    IPaymentProvider paymentProvider,
    MerchantAccounts merchants,
    ReversalRecorder recorder,
    PaymentRecorder payments,
    IAuthorization authorization,
    TimeProvider clock
) : IOutboxConsumer
{
    public const string EntryKind = "refund";

    internal sealed record Payload(string Reference);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        if (await FindOpenAsync(payload, ct) is not { Payment: { ExternalId: { } external, Account: { } account } } refund)
            return;
        var merchant = await merchants.GetAsync(account, ct);
        await recorder.ApplyAsync(refund.PaymentId, await paymentProvider.GetReversalsAsync(merchant, external, ct), ct);
        if (await FindOpenAsync(payload, ct) is not { State: RefundState.Pending } pending)
            return;
        var providerRefund = await CreateAsync(merchant, pending, external, ct);
        await using var transaction = await data.BeginTransactionAsync(ct);
        if (await payments.LockAsync(pending.PaymentId, ct) is not { } payment)
            return;
        await data.Set<Refund>().Where(r => r.PaymentId == payment.Id).LoadAsync(ct);
        if (payment.Refunds.Find(r => r.Id == pending.Id) is not { State: RefundState.Pending or RefundState.Sent } row)
            return;
        await recorder.SetStateAsync(payment, row, providerRefund, ct);
        await recorder.UpdateTotalsAsync(payment, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Records a refund that the provider has rejected as failed: the organizer still has the money and must act. If the provider was only
    /// unavailable until the outbox gave up, the reconciliation job queues the refund again.
    /// </summary>
    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (await FindOpenAsync(payload, ct) is not { } found || await payments.LockAsync(found.PaymentId, ct) is not { } payment)
            return;
        await data.Set<Refund>().Where(r => r.PaymentId == payment.Id).LoadAsync(ct);
        var refund = payment.Refunds.Single(r => r.Id == found.Id);
        // The provider has rejected it, or repeats an error for its key.
        authorization.AsServer().Change(refund, [.. ReversalRecorder.StateMembers, nameof(Refund.KeyVersion)]);
        if (failure is PaymentDelayedException { IsStoredError: true })
            refund.KeyVersion++;
        if (failure is PaymentAccessException)
            await merchants.QueueAccessCheckAsync(payment.Account!, ct);
        if (!isFinal)
            return;
        if (!IsPermanent(failure))
        {
            refund.CheckAt = clock.GetUtcNow().AddHours(1);
            return;
        }

        refund.State = RefundState.Failed;
        refund.Failure = failure is PaymentRejectedException rejection
            ? rejection.Code ?? RefundFailure.Rejected
            : RefundFailure.AccessLost;
        refund.SettledAt = clock.GetUtcNow();
        refund.CheckAt = null;
        await recorder.UpdateTotalsAsync(payment, ct);
        await recorder.AlertOfFailureAsync(payment, refund, ct);
    }

    public bool IsPermanent(Exception failure) => failure is PaymentRejectedException or PaymentAccessException;

    /// <exception cref="PaymentDelayedException">Someone else refunded a part since the refunds were recorded.</exception>
    private async Task<ProviderRefund> CreateAsync(Merchant merchant, Refund refund, string external, CancellationToken ct)
    {
        try
        {
            var request = new RefundRequest(refund.Reference, refund.IdempotencyKey, external, refund.Amount, refund.Payment.Currency);
            return await paymentProvider.RefundAsync(merchant, request, ct);
        }
        catch (PaymentRejectedException rejection)
        {
            await recorder.ApplyAsync(refund.PaymentId, await paymentProvider.GetReversalsAsync(merchant, external, ct), ct);
            var after = await data.Set<Refund>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == refund.Id, ct);
            if (after?.Amount == refund.Amount)
                throw;
            throw new PaymentDelayedException("Another refund of the payment was made at the same time.", rejection);
        }
    }

    private async Task<Refund?> FindOpenAsync(JsonElement payload, CancellationToken ct)
    {
        data.ClearTracking();
        var reference = payload.Deserialize<Payload>()!.Reference;
        return await data.Set<Refund>()
            .AsNoTracking()
            .Include(r => r.Payment)
            .SingleOrDefaultAsync(r => r.Reference == reference && (r.State == RefundState.Pending || r.State == RefundState.Sent), ct);
    }
}
