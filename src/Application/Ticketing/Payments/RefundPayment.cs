using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Has the provider give money back, and goes on asking until it has or will not.</summary>
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
        var answer = await paymentProvider.RefundAsync(
            merchant,
            new RefundRequest(refund.Reference, external, refund.Amount, payment.Currency),
            ct
        );
        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<Refund>(refund.Id, ct);
        if (await FindAsync(payload, ct) is not { State: RefundState.Pending or RefundState.Sent } row)
            return;
        row.ExternalId = answer.Id;
        (row.State, row.SettledAt, row.Failure) = answer.State switch
        {
            ProviderRefundState.Succeeded => (RefundState.Succeeded, clock.GetUtcNow(), null),
            ProviderRefundState.Failed => (RefundState.Failed, clock.GetUtcNow(), answer.Failure),
            _ => (RefundState.Sent, (DateTimeOffset?)null, (string?)null),
        };
        row.CheckAt = row.State == RefundState.Sent ? clock.GetUtcNow().AddHours(1) : null;
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// What the provider refuses for good the record says, as somebody has to look: the money is still the organizer's. A provider that was down for as long as
    /// the outbox tries has refused nothing: it is asked again by the sweep.
    /// </summary>
    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (!isFinal || await FindAsync(payload, ct) is not { State: RefundState.Pending or RefundState.Sent } refund)
            return;
        if (failure is PaymentRejectedException refused)
            (refund.State, refund.Failure, refund.SettledAt, refund.CheckAt) = (
                RefundState.Failed,
                refused.Code ?? "refused",
                clock.GetUtcNow(),
                null
            );
        else
            refund.CheckAt = clock.GetUtcNow().AddHours(1);
    }

    public bool IsPermanent(Exception failure) => failure is PaymentRejectedException;

    private Task<Refund?> FindAsync(JsonElement payload, CancellationToken ct)
    {
        var reference = payload.Deserialize<Payload>()!.Reference;
        return data.Set<Refund>().Include(r => r.Payment).SingleOrDefaultAsync(r => r.Reference == reference, ct);
    }
}
