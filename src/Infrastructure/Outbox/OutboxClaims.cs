using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Begins and ends attempts. An attempt is known by its number and the time of its start: when another worker has begun one, the earlier
/// one cannot change the entry any more.
/// </summary>
internal sealed class OutboxClaims(OpenEventDb db, OutboxSettings settings, TimeProvider clock, ILogger<OutboxClaims> log)
{
    /// <summary>The error of an entry whose last attempt did not end.</summary>
    public const string Interrupted = "The server stopped during the last attempt";

    /// <summary>
    /// Claims the entry, counts the attempt and reads the payload, in one statement. The attempt is counted before it begins, with a pause:
    /// an attempt that stops the process is not repeated at once, and not without end.
    /// </summary>
    /// <returns>Null: the entry has changed since it was found.</returns>
    public async Task<OutboxEntry?> BeginAsync(DueEntry due, int attempts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var leaseEnd = now + settings.LeaseOf(Math.Max(attempts, 1));
        var interruptions = due.IsInterrupted ? due.Interruptions + 1 : 0;
        var error = due.IsInterrupted ? Interrupted : "";
        var former = due.StartedAt ?? DateTimeOffset.UnixEpoch;
        OutboxEntry? claimed = null;
        await db.RunAsync(DirectWrites.SettleOutboxEntry, async () =>
        {
            var rows = await db.Set<OutboxEntry>()
                .FromSql(
                    $"""
                    UPDATE outbox SET attempts = {attempts}, interruptions = {interruptions}, started_at = {now},
                        available_at = {leaseEnd}, last_error = coalesce(nullif({error}, ''), last_error)
                    WHERE id = {due.Id} AND state = 'Waiting' AND attempts = {due.Attempts} AND available_at <= {now}
                        AND coalesce(started_at, {DateTimeOffset.UnixEpoch}) = {former}
                    RETURNING *
                    """
                )
                .AsNoTracking()
                .ToListAsync(ct);
            claimed = rows.SingleOrDefault();
            return rows.Count;
        });
        return claimed;
    }

    /// <summary>Ends the attempt, if this claim is still valid.</summary>
    /// <returns>Whether it was. If not, nothing of the attempt may be saved: another worker has the entry.</returns>
    public async Task<bool> EndAsync(OutboxEntry entry, Action<UpdateSettersBuilder<OutboxEntry>> set, CancellationToken ct)
    {
        var startedAt = entry.StartedAt;
        var ended = await db.RunAsync(DirectWrites.SettleOutboxEntry, () =>
            db.Set<OutboxEntry>()
                .Where(e => e.Id == entry.Id && e.State == OutboxState.Waiting && e.Attempts == entry.Attempts && e.StartedAt == startedAt)
                .ExecuteUpdateAsync(set, ct)
        );
        if (ended == 0)
            log.LogWarning(
                "Outbox entry {EntryId} ({Kind}) was taken by another worker during the attempt, whose result is not recorded",
                entry.Id,
                entry.Kind
            );
        return ended > 0;
    }
}
