using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Fetches the refunds and the dispute of a payment from the provider after an event about them, and records them.</summary>
internal sealed class SyncReversals(IData data, IPaymentProvider paymentProvider, MerchantAccounts merchants, ReversalRecorder recorder)
    : IOutboxConsumer
{
    public const string EntryKind = "payment-reversals";

    internal sealed record Payload(long PaymentId);

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        SyncAsync(payload.Deserialize<Payload>()!.PaymentId, ct);

    /// <remarks>Calls the provider over the network: do not call it inside a transaction.</remarks>
    public async Task SyncAsync(long paymentId, CancellationToken ct)
    {
        var payment = await data.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == paymentId, ct);
        if (payment is not { State: PaymentState.Succeeded or PaymentState.Refunded, ExternalId: { } external, Account: { } account })
            return;
        var merchant = await merchants.GetAsync(account, ct);
        await recorder.ApplyAsync(paymentId, await paymentProvider.GetReversalsAsync(merchant, external, ct), ct);
    }

    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (failure is PaymentAccessException)
            await merchants.QueueAccessCheckAsync(payload.Deserialize<Payload>()!.PaymentId, ct);
    }

    public bool IsPermanent(Exception failure) => failure is PaymentRejectedException or PaymentAccessException;
}
