using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Counts attempts in the table <c>throttle_counters</c>, on the connection of the request's database context. The row locks of the
/// counters make attempts at the same time wait for each other. Keys are stored as hashes.
/// </summary>
internal sealed class PostgresThrottle(OpenEventDb db, IRateLimitReport report, TimeProvider clock) : IThrottle
{
    private const string CountSql = """
        INSERT INTO throttle_counters AS t (key, count, since, until)
        SELECT key, amount, @now, @now + within FROM unnest(@keys, @amounts, @withins) AS attempts (key, amount, within)
        WHERE true ORDER BY key
        ON CONFLICT (key) DO UPDATE SET
            count = CASE WHEN t.until <= @now THEN excluded.count ELSE least(t.count + excluded.count, 1000000) END,
            since = CASE WHEN t.until <= @now THEN @now ELSE t.since END,
            until = CASE WHEN t.until <= @now THEN excluded.until ELSE t.until END
        RETURNING key, count, until
        """;

    private const string UncountSql = """
        UPDATE throttle_counters SET count = count - 1
        WHERE true
            AND key IN (SELECT key FROM throttle_counters WHERE key = ANY (@keys) AND until > @now AND count > 0 ORDER BY key FOR UPDATE)
        """;

    private static readonly string CountAloneSql = WithoutWaiting(CountSql);
    private static readonly string UncountAloneSql = WithoutWaiting(UncountSql);

    public async Task CountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        if (attempts.Count == 0)
            return;
        // Without a transaction of the request, this one takes back the counts of a rejected attempt.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await using (var command = CreateCommand(transaction is null ? CountSql : CountAloneSql, attempts))
        {
            command.Parameters.AddWithValue(
                "withins",
                NpgsqlDbType.Array | NpgsqlDbType.Interval,
                attempts.Select(a => a.Limit.Window).ToArray()
            );
            command.Parameters.AddWithValue("amounts", attempts.Select(a => a.Amount).ToArray());
            await RejectIfExceededAsync(command, attempts, ct);
        }

        if (RandomNumberGenerator.GetInt32(500) == 0)
            await DeleteExpiredAsync(ct);
        if (transaction is not null)
            await transaction.CommitAsync(ct);
    }

    public Task CountGuessAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) =>
        db.Database.CurrentTransaction is null
            ? CountAsync(attempts, ct)
            : throw new InvalidOperationException(
                "A guess must be counted before the transaction of its request, e.g. in a preflight. A rollback would take the count back."
            );

    public Task UncountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        report.Uncount(attempts.Select(a => a.Limit.Kind));
        return OnConnectionAsync(
            async () =>
            {
                await using var command = CreateCommand(db.Database.CurrentTransaction is null ? UncountAloneSql : UncountSql, attempts);
                return await command.ExecuteNonQueryAsync(ct);
            },
            ct
        );
    }

    public Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct) =>
        OnConnectionAsync(
            async () =>
            {
                await using var command = CreateCommand(
                    "SELECT count FROM throttle_counters WHERE key = ANY (@keys) AND until > @now",
                    [attempt]
                );
                return await command.ExecuteScalarAsync(ct) as int? ?? 0;
            },
            ct
        );

    public Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct) =>
        OnConnectionAsync(
            async () =>
            {
                await using var command = CreateCommand("DELETE FROM throttle_counters WHERE key = ANY (@keys)", [attempt]);
                return await command.ExecuteNonQueryAsync(ct);
            },
            ct
        );

    /// <summary>Runs a statement on the connection of the context, which is closed again if it was closed before.</summary>
    private async Task<T> OnConnectionAsync<T>(Func<Task<T>> statement, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return await statement();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlCommand CreateCommand(string sql, IReadOnlyList<RateLimitedAttempt> attempts)
    {
        var transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), transaction);
        command.Parameters.AddWithValue("keys", attempts.Select(HashKey).ToArray());
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        return command;
    }

    private async Task RejectIfExceededAsync(NpgsqlCommand command, IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        var limits = attempts.ToDictionary(HashKey, a => a.Limit);
        List<RateLimitState> exceeded = [];
        List<RateLimitState> disclosed = [];
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                var limit = limits[rows.GetString(0)];
                var remaining = limit.MaxAttempts - rows.GetInt32(1);
                var reset = rows.GetFieldValue<DateTimeOffset>(2) - clock.GetUtcNow();
                var state = new RateLimitState(limit.Kind, limit.MaxAttempts, limit.Window, Math.Max(0, remaining), reset);
                if (remaining < 0)
                    exceeded.Add(state);
                if (limit is { IsDisclosed: true, MaxAttempts: < int.MaxValue })
                    disclosed.Add(state);
            }
        }

        if (exceeded.Count == 0)
        {
            report.Add(disclosed);
            return;
        }

        var wait = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(exceeded.Max(l => l.Reset).TotalSeconds)));
        var waitText = wait.TotalMinutes < 2 ? $"{wait.TotalSeconds:0} seconds" : $"{wait.TotalMinutes:0} minutes";
        throw RejectedException.TooManyRequests($"Too many attempts. Try again in {waitText}.", wait, exceeded);
    }

    /// <summary>Deletes counters whose window has ended. One of 500 calls runs it.</summary>
    private async Task DeleteExpiredAsync(CancellationToken ct)
    {
        await using var command = CreateCommand(
            """
            DELETE FROM throttle_counters
            WHERE key IN (SELECT key FROM throttle_counters WHERE until < @now LIMIT 1000 FOR UPDATE SKIP LOCKED)
            """,
            []
        );
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// A statement whose commit does not wait for the disk, for a transaction of its own. A crash of PostgreSQL loses the counts of the
    /// last second at most: https://www.postgresql.org/docs/current/wal-async-commit.html.
    /// </summary>
    private static string WithoutWaiting(string sql) =>
        sql.Replace("WHERE true", "WHERE set_config('synchronous_commit', 'off', true) = 'off'", StringComparison.Ordinal);

    private static string HashKey(RateLimitedAttempt attempt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt.Limit.Kind}\n{attempt.Key}")));
}
