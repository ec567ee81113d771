using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>Adds entries to the transaction of the unit of work.</summary>
internal sealed class TransactionalOutbox(OpenEventDb db, TimeProvider clock) : IOutbox
{
    public void Add(string kind, string key, object payload, long? ownerId = null) =>
        db.Set<OutboxEntry>()
            .Add(
                new OutboxEntry
                {
                    Kind = kind,
                    Key = key,
                    Payload = JsonSerializer.Serialize(payload),
                    AvailableAt = clock.GetUtcNow(),
                    OwnerId = ownerId,
                }
            );
}
