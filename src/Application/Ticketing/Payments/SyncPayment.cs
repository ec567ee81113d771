using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Fetches a payment's state from the provider after an event about it.</summary>
internal sealed class SyncPayment(PaymentSynchronizer synchronizer) : IOutboxConsumer
{
    /// <summary>A stored name, which must not change: entries of an older version may still wait in the outbox.</summary>
    public const string EntryKind = "payment-news";

    internal sealed record Payload(long PaymentId);

    public string Kind => EntryKind;

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        synchronizer.SyncAsync(payload.Deserialize<Payload>()!.PaymentId, ct);
}
