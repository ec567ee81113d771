using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Tells the consumer of an entry that it was given up, if the consumer could not record it when that happened. It is an entry itself, so
/// it is repeated.
/// </summary>
internal sealed class ReportOutboxFailure(OpenEventDb db, IServiceProvider services) : IOutboxConsumer
{
    public const string EntryKind = "failure-report";

    internal sealed record Payload(long EntryId);

    public static void Queue(IOutbox outbox, OutboxEntry entry) =>
        outbox.Add(EntryKind, string.Create(CultureInfo.InvariantCulture, $"{entry.Id} {entry.StartedAt:O}"), new Payload(entry.Id));

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var id = payload.Deserialize<Payload>()!.EntryId;
        var entry = await db.Set<OutboxEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.State == OutboxState.GivenUp, ct);
        if (entry is null)
            return; // It was deleted, or a person has it processed again.
        var consumer = services.GetRequiredKeyedService<IOutboxConsumer>(entry.Kind);
        using var json = JsonDocument.Parse(entry.Payload);
        var failure = new OutboxFailureException(entry.LastError ?? "");
        await consumer.OnFailedAsync(entry.Key, json.RootElement, failure, entry.Attempts, isFinal: true, ct);
    }
}
