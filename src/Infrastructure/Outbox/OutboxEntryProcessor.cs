using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Processes one entry once. The attempt begins with a claim. Only the holder of the claim ends the attempt: the changes of the consumer
/// and the new state of the entry are saved in one transaction. Whatever fails, the entry is postponed, and other entries go on.
/// </summary>
internal sealed class OutboxEntryProcessor(
    OpenEventDb db,
    OutboxClaims claims,
    IServiceProvider services,
    IOutbox outbox,
    OutboxKinds kinds,
    UnknownEntries unknown,
    OutboxSettings settings,
    OutboxMetrics metrics,
    TimeProvider clock,
    ILogger<OutboxEntryProcessor> log
)
{
    public async Task ProcessAsync(DueEntry due, CancellationToken ct)
    {
        var maxAttempts = kinds.GetMaxAttempts(due.Kind);
        // The first interruption may be the fault of another entry. The next attempts run one at a time (OutboxLanes).
        var isGivenUp = due is { IsInterrupted: true, Interruptions: > 0 } && due.Attempts >= maxAttempts;
        var isCounted = !isGivenUp && due is not { IsInterrupted: true, Interruptions: 0 };
        if (await claims.BeginAsync(due, isCounted ? due.Attempts + 1 : due.Attempts, ct) is not { } entry)
            return; // Another worker processed it before the lock was taken.
        if (due.IsInterrupted)
            log.LogWarning(
                "Outbox entry {EntryId} ({Kind}): {Interruptions} attempts in a row did not end, because the server stopped. {Next}",
                entry.Id,
                entry.Kind,
                entry.Interruptions,
                isGivenUp ? "It is not tried again" : "It is tried again, one such entry at a time"
            );
        using var activity = BackgroundActivity.Start($"outbox {entry.Kind}");
        using var json = JsonDocument.Parse(entry.Payload);
        IOutboxConsumer? consumer = null;
        try
        {
            consumer = services.GetKeyedService<IOutboxConsumer>(entry.Kind)
                ?? throw new UnknownOutboxKindException($"This version does not know outbox entries of kind {entry.Kind}.");
            if (isGivenUp)
                throw new OutboxFailureException(OutboxClaims.Interrupted);
            await consumer.ConsumeAsync(entry.Key, json.RootElement, ct);
            await CompleteAsync(consumer, entry, ct);
        }
        catch (UnknownOutboxKindException exception)
        {
            db.ChangeTracker.Clear();
            var failure = AttemptFailure.OfUnknown(exception, due.Attempts, unknown.TryAdd(entry.Id), settings, clock.GetUtcNow());
            await FailAsync(consumer, entry, json.RootElement, failure, ct);
        }
        catch (Exception exception)
        {
            db.ChangeTracker.Clear();
            activity?.SetStatus(ActivityStatusCode.Error);
            var isPermanent = isGivenUp || consumer?.IsPermanent(exception) == true;
            var failure = AttemptFailure.Of(exception, entry, maxAttempts, isPermanent, settings, clock.GetUtcNow());
            await FailAsync(consumer, entry, json.RootElement, failure, ct);
        }
    }

    private async Task CompleteAsync(IOutboxConsumer consumer, OutboxEntry entry, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await claims.CompleteAsync(entry, ct))
            return;
        await consumer.SaveAsync(ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        metrics.RecordDone(entry.Kind);
    }

    /// <summary>
    /// Saves the failure together with what the consumer records of it. If the consumer fails, the state is saved alone, so that every
    /// failure is followed by a pause. A failure that was the last one is then reported to the consumer again, by an entry of its own.
    /// </summary>
    private async Task FailAsync(
        IOutboxConsumer? consumer,
        OutboxEntry entry,
        JsonElement payload,
        AttemptFailure failure,
        CancellationToken ct
    )
    {
        if (consumer is not null)
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                if (!await EndAsync(entry, failure, ct))
                    return;
                await consumer.OnFailedAsync(entry.Key, payload, failure.Exception, failure.Attempts, failure.IsFinal, ct);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                Report(entry, failure);
                return;
            }
            catch (Exception e)
            {
                db.ChangeTracker.Clear();
                log.LogError(
                    e,
                    "The failure of outbox entry {EntryId} ({Kind}) could not be recorded by its consumer",
                    entry.Id,
                    entry.Kind
                );
            }

        await using var second = await db.Database.BeginTransactionAsync(ct);
        if (!await EndAsync(entry, failure, ct))
            return;
        if (failure.State == OutboxState.GivenUp)
            ReportOutboxFailure.Queue(outbox, entry);
        await db.SaveChangesAsync(ct);
        await second.CommitAsync(ct);
        Report(entry, failure);
    }

    private Task<bool> EndAsync(OutboxEntry entry, AttemptFailure failure, CancellationToken ct) =>
        claims.EndAsync(
            entry,
            set =>
                set.SetProperty(e => e.State, failure.State)
                    .SetProperty(e => e.Attempts, failure.Attempts)
                    .SetProperty(e => e.StartedAt, (DateTimeOffset?)null)
                    .SetProperty(e => e.AvailableAt, failure.AvailableAt)
                    .SetProperty(e => e.LastError, failure.Reason),
            ct
        );

    private void Report(OutboxEntry entry, AttemptFailure failure)
    {
        if (failure.IsUnknown)
        {
            log.LogWarning(
                "Outbox entry {EntryId} ({Kind}) waits for a newer version of the server: {Reason}",
                entry.Id,
                entry.Kind,
                failure.Reason
            );
            return;
        }

        metrics.RecordFailure(entry.Kind, failure.IsFinal);
        log.Log(
            failure.IsFinal ? LogLevel.Error : LogLevel.Warning,
            failure.IsExplained ? null : failure.Exception,
            "Outbox entry {EntryId} ({Kind}) failed at attempt {Attempt}: {Reason}. {Next}",
            entry.Id,
            entry.Kind,
            failure.Attempts,
            failure.Reason,
            failure.IsFinal
                ? "No further attempts. Fix the cause, then have it tried again (docs/find-out-why-an-email-was-not-sent.md)"
                : $"Next attempt at {failure.AvailableAt:HH:mm:ss}"
        );
    }
}
