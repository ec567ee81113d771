using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Looks at a payment of which there is news.</summary>
internal sealed class SyncPayment(PaymentSynchronizer synchronizer) : IOutboxConsumer
{
    public const string EntryKind = "payment-news";

    internal sealed record Payload(long PaymentId);

    public string Kind => EntryKind;

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        synchronizer.SyncAsync(payload.Deserialize<Payload>()!.PaymentId, ct);
}
