using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>Processes one entry once. The changes of its consumer and the completion of the entry are saved in one transaction.</summary>
internal sealed class OutboxEntryProcessor(
    OpenEventDb db,
    IEnumerable<IOutboxConsumer> consumers,
    OutboxSettings settings,
    OutboxMetrics metrics,
    TimeProvider clock,
    ILogger<OutboxEntryProcessor> log
)
{
    public async Task ProcessAsync(long id, CancellationToken ct)
    {
        // Read again under the lock: another worker may have processed the entry before the lock was taken.
        var entry = await db.Set<OutboxEntry>()
            .AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == id && e.State == OutboxState.Waiting && e.AvailableAt <= clock.GetUtcNow(), ct);
        if (entry is null)
            return;
        using var json = JsonDocument.Parse(entry.Payload);
        var consumer = consumers.SingleOrDefault(c => c.Kind == entry.Kind);
        try
        {
            if (consumer is null)
                throw new InvalidOperationException($"There is no consumer for outbox entries of kind {entry.Kind}.");
            await consumer.ConsumeAsync(entry.Key, json.RootElement, ct);
            await CompleteAsync(entry, ct);
        }
        catch (Exception failure)
        {
            db.ChangeTracker.Clear();
            await FailAsync(entry, consumer, json.RootElement, failure, ct);
        }
    }

    private async Task CompleteAsync(OutboxEntry entry, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        await db.Set<OutboxEntry>()
            .Where(e => e.Id == entry.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.State, OutboxState.Done)
                        .SetProperty(e => e.DoneAt, now)
                        .SetProperty(e => e.LastError, (string?)null)
                        .SetProperty(e => e.Payload, "{}"),
                ct
            );
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task FailAsync(OutboxEntry entry, IOutboxConsumer? consumer, JsonElement payload, Exception failure, CancellationToken ct)
    {
        var attempts = entry.Attempts + 1;
        var isFinal = attempts >= settings.Attempts || consumer?.IsPermanent(failure) == true;
        var state = isFinal ? OutboxState.GivenUp : OutboxState.Waiting;
        var next = clock.GetUtcNow() + settings.DelayAfter(attempts);
        metrics.RecordFailure(entry.Kind, isFinal);
        var reason = failure is EmailDelayedException or EmailRejectedException ? failure.Message : failure.GetType().Name;
        log.Log(
            isFinal ? LogLevel.Error : LogLevel.Warning,
            failure is EmailDelayedException or EmailRejectedException ? null : failure,
            "Outbox entry {EntryId} ({Kind}) failed at attempt {Attempt}: {Reason}. {Next}",
            entry.Id,
            entry.Kind,
            attempts,
            reason,
            isFinal
                ? "No further attempts. Fix the cause, then set the state of the entry in the table outbox to Waiting"
                : $"Next attempt at {next:HH:mm:ss}"
        );

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<OutboxEntry>()
            .Where(e => e.Id == entry.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.State, state)
                        .SetProperty(e => e.Attempts, attempts)
                        .SetProperty(e => e.AvailableAt, next)
                        .SetProperty(e => e.LastError, reason),
                ct
            );
        if (consumer is not null)
            await consumer.OnFailedAsync(entry.Key, payload, failure, attempts, isFinal, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
