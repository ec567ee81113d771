using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
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

    /// <summary>A comparison with null by IS NOT DISTINCT FROM: an entry that is not being processed has no start.</summary>
    private const string BeginSql = $"""
        UPDATE outbox SET attempts = $2, interruptions = $3, started_at = $4, available_at = $5, last_error = coalesce($6, last_error)
        WHERE id = $1 AND state = '{nameof(OutboxState.Waiting)}' AND attempts = $7 AND available_at <= $4
            AND started_at IS NOT DISTINCT FROM $8
        RETURNING started_at, key, payload, last_error
        """;

    private const string CompleteSql = $$"""
        UPDATE outbox SET state = '{{nameof(OutboxState.Done)}}', started_at = NULL, done_at = $4, last_error = NULL, payload = '{}'
        WHERE id = $1 AND state = '{{nameof(OutboxState.Waiting)}}' AND attempts = $2 AND started_at = $3
        """;

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
        OutboxEntry? claimed = null;
        await db.RunAsync(DirectWrites.SettleOutboxEntry, async () =>
        {
            await db.Database.OpenConnectionAsync(ct);
            try
            {
                await using var command = new NpgsqlCommand(BeginSql, (NpgsqlConnection)db.Database.GetDbConnection());
                command.Parameters.Add(NpgsqlDbType.Bigint, due.Id);
                command.Parameters.Add(NpgsqlDbType.Integer, attempts);
                command.Parameters.Add(NpgsqlDbType.Integer, interruptions);
                command.Parameters.Add(NpgsqlDbType.TimestampTz, now);
                command.Parameters.Add(NpgsqlDbType.TimestampTz, leaseEnd);
                command.Parameters.Add(NpgsqlDbType.Text, due.IsInterrupted ? Interrupted : null);
                command.Parameters.Add(NpgsqlDbType.Integer, due.Attempts);
                command.Parameters.Add(NpgsqlDbType.TimestampTz, due.StartedAt);
                await using var row = await command.ExecuteReaderAsync(ct);
                if (await row.ReadAsync(ct))
                    claimed = new OutboxEntry
                    {
                        Id = due.Id,
                        Kind = due.Kind,
                        OwnerId = due.OwnerId,
                        Attempts = attempts,
                        Interruptions = interruptions,
                        StartedAt = row.GetFieldValue<DateTimeOffset>(0),
                        AvailableAt = leaseEnd,
                        Key = row.GetString(1),
                        Payload = row.GetString(2),
                        LastError = await row.IsDBNullAsync(3, ct) ? null : row.GetString(3),
                    };
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }

            return claimed is null ? 0 : 1;
        });
        return claimed;
    }

    /// <summary>Ends the attempt as done, in the open transaction, if this claim is still valid.</summary>
    /// <returns>As <see cref="EndAsync"/>.</returns>
    public async Task<bool> CompleteAsync(OutboxEntry entry, CancellationToken ct)
    {
        var ended = await db.RunAsync(DirectWrites.SettleOutboxEntry, async () =>
        {
            await using var command = new NpgsqlCommand(
                CompleteSql,
                (NpgsqlConnection)db.Database.GetDbConnection(),
                db.CurrentNpgsqlTransaction
            );
            command.Parameters.Add(NpgsqlDbType.Bigint, entry.Id);
            command.Parameters.Add(NpgsqlDbType.Integer, entry.Attempts);
            command.Parameters.Add(NpgsqlDbType.TimestampTz, entry.StartedAt);
            command.Parameters.Add(NpgsqlDbType.TimestampTz, clock.GetUtcNow());
            return await command.ExecuteNonQueryAsync(ct);
        });
        WarnIfTaken(entry, ended);
        return ended > 0;
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
        WarnIfTaken(entry, ended);
        return ended > 0;
    }

    private void WarnIfTaken(OutboxEntry entry, int ended)
    {
        if (ended == 0)
            log.LogWarning(
                "Outbox entry {EntryId} ({Kind}) was taken by another worker during the attempt, whose result is not recorded",
                entry.Id,
                entry.Kind
            );
    }
}
