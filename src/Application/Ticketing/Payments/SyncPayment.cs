using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Fetches a payment's state from the provider after an event about it.</summary>
internal sealed class SyncPayment(PaymentSynchronizer synchronizer, MerchantAccounts merchants) : IOutboxConsumer
{
    /// <summary>A stored name, which must not change: entries of an older version may still wait in the outbox.</summary>
    public const string EntryKind = "payment-news";

    internal sealed record Payload(long PaymentId);

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        synchronizer.SyncAsync(payload.Deserialize<Payload>()!.PaymentId, ct);

    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (failure is PaymentAccessException)
            await merchants.QueueAccessCheckAsync(payload.Deserialize<Payload>()!.PaymentId, ct);
    }

    /// <summary>The payment stays open, so the reconciliation job asks again.</summary>
    public bool IsPermanent(Exception failure) => failure is PaymentAccessException;
}
