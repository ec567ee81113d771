using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Processes one entry once. The changes of its consumer and the completion of the entry are saved in one transaction. Whatever fails, the
/// entry is postponed, and other entries go on.
/// </summary>
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
        var consumer = consumers.SingleOrDefault(c => c.Kind == entry.Kind);
        var maxAttempts = Math.Min(settings.Attempts, consumer?.MaxAttempts ?? int.MaxValue);
        using var json = JsonDocument.Parse(entry.Payload);
        await BeginAttemptAsync(entry, ct);
        try
        {
            if (entry.Attempts >= maxAttempts)
                throw new InterruptedAttemptException();
            if (consumer is null)
                throw new UnknownOutboxKindException($"This version does not know outbox entries of kind {entry.Kind}.");
            await consumer.ConsumeAsync(entry.Key, json.RootElement, ct);
            await CompleteAsync(entry, ct);
        }
        catch (Exception failure)
        {
            db.ChangeTracker.Clear();
            var (attempts, isFinal) = await PostponeAsync(entry, maxAttempts, consumer, failure, ct);
            if (consumer is not null)
                await ReportFailureAsync(consumer, entry, json.RootElement, failure, attempts, isFinal, ct);
        }
    }

    /// <summary>
    /// Counts the attempt before it begins, with the pause that follows a failure: an attempt that kills the process is not repeated at
    /// once, and not more often than others.
    /// </summary>
    private Task BeginAttemptAsync(OutboxEntry entry, CancellationToken ct)
    {
        var attempts = entry.Attempts + 1;
        var next = clock.GetUtcNow() + settings.DelayAfter(attempts);
        return UpdateAsync(entry, set => set.SetProperty(e => e.Attempts, attempts).SetProperty(e => e.AvailableAt, next), ct);
    }

    private async Task CompleteAsync(OutboxEntry entry, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        await UpdateAsync(
            entry,
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

    /// <summary>Records the failure in the entry, first and on its own, so that every failure is followed by a pause.</summary>
    private async Task<(int Attempts, bool IsFinal)> PostponeAsync(
        OutboxEntry entry,
        int maxAttempts,
        IOutboxConsumer? consumer,
        Exception failure,
        CancellationToken ct
    )
    {
        var attempts = entry.Attempts + 1;
        var isFinal = attempts >= maxAttempts || consumer?.IsPermanent(failure) == true;
        var state =
            !isFinal ? OutboxState.Waiting
            : failure is UnknownOutboxKindException ? OutboxState.Quarantined
            : OutboxState.GivenUp;
        var next = clock.GetUtcNow() + settings.DelayAfter(attempts);
        metrics.RecordFailure(entry.Kind, isFinal);
        var isExplained =
            failure is EmailDelayedException or EmailRejectedException or UnknownOutboxKindException or InterruptedAttemptException;
        var reason = isExplained ? failure.Message : failure.GetType().Name;
        log.Log(
            isFinal ? LogLevel.Error : LogLevel.Warning,
            isExplained ? null : failure,
            "Outbox entry {EntryId} ({Kind}) failed at attempt {Attempt}: {Reason}. {Next}",
            entry.Id,
            entry.Kind,
            attempts,
            reason,
            state switch
            {
                OutboxState.Waiting => $"Next attempt at {next:HH:mm:ss}",
                OutboxState.Quarantined => "No further attempts by this version. Start a newer version of the server; it tries again",
                _ => "No further attempts. Fix the cause, then set the state of the entry in the table outbox to Waiting",
            }
        );
        await UpdateAsync(
            entry,
            set =>
                set.SetProperty(e => e.State, state)
                    .SetProperty(e => e.Attempts, attempts)
                    .SetProperty(e => e.AvailableAt, next)
                    .SetProperty(e => e.LastError, reason),
            ct
        );
        return (attempts, isFinal);
    }

    private Task<int> UpdateAsync(OutboxEntry entry, Action<UpdateSettersBuilder<OutboxEntry>> set, CancellationToken ct) =>
        db.RunAsync(DirectWrites.SettleOutboxEntry, () => db.Set<OutboxEntry>().Where(e => e.Id == entry.Id).ExecuteUpdateAsync(set, ct));

    /// <summary>Lets the consumer record the failure. If that fails, too, the entry has its pause and its state already.</summary>
    private async Task ReportFailureAsync(
        IOutboxConsumer consumer,
        OutboxEntry entry,
        JsonElement payload,
        Exception failure,
        int attempts,
        bool isFinal,
        CancellationToken ct
    )
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await consumer.OnFailedAsync(entry.Key, payload, failure, attempts, isFinal, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception e)
        {
            log.LogError(e, "The failure of outbox entry {EntryId} ({Kind}) could not be recorded by its consumer", entry.Id, entry.Kind);
        }
    }
}
