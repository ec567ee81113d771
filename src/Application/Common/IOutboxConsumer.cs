using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>Does what the outbox's entries of one kind ask for, at least once each; what it throws is tried again later.</summary>
public interface IOutboxConsumer
{
    string Kind { get; }

    Task ConsumeAsync(JsonElement payload, CancellationToken ct);
}
