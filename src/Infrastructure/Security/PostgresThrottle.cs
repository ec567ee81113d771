using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Counts attempts in the table <c>throttle_counters</c>, with one statement on a connection of its own. Keys are stored as hashes.
/// </summary>
internal sealed class PostgresThrottle(NpgsqlDataSource database, TimeProvider clock) : IThrottle
{
    private const string CountSql = """
        INSERT INTO throttle_counters AS t (key, count, since, until)
        SELECT key, 1, @now, @now + within FROM unnest(@keys, @withins) AS attempts (key, within) ORDER BY key
        ON CONFLICT (key) DO UPDATE SET
            count = CASE WHEN t.until <= @now THEN 1 ELSE least(t.count + 1, 1000000) END,
            since = CASE WHEN t.until <= @now THEN @now ELSE t.since END,
            until = CASE WHEN t.until <= @now THEN excluded.until ELSE t.until END
        RETURNING key, count, until
        """;

    public async Task CheckAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT key, count, until FROM throttle_counters WHERE key = ANY (@keys) AND until > @now"
        );
        Bind(command, attempts);
        await RejectIfExceededAsync(command, attempts, maxCount: limit => limit - 1, ct);
    }

    public async Task RecordAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        await using (var command = database.CreateCommand(CountSql))
        {
            Bind(command, attempts);
            command.Parameters.AddWithValue(
                "withins",
                NpgsqlDbType.Array | NpgsqlDbType.Interval,
                attempts.Select(a => a.Limit.Window).ToArray()
            );
            await RejectIfExceededAsync(command, attempts, maxCount: limit => limit, ct);
        }

        if (RandomNumberGenerator.GetInt32(500) == 0)
            await DeleteExpiredAsync(ct);
    }

    public async Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct)
    {
        await using var command = database.CreateCommand("SELECT count FROM throttle_counters WHERE key = ANY (@keys) AND until > @now");
        Bind(command, [attempt]);
        return await command.ExecuteScalarAsync(ct) as int? ?? 0;
    }

    public async Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct)
    {
        await using var command = database.CreateCommand("DELETE FROM throttle_counters WHERE key = ANY (@keys)");
        Bind(command, [attempt]);
        await command.ExecuteNonQueryAsync(ct);
    }

    private void Bind(NpgsqlCommand command, IReadOnlyList<RateLimitedAttempt> attempts)
    {
        command.Parameters.AddWithValue("keys", attempts.Select(HashKey).ToArray());
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
    }

    private async Task RejectIfExceededAsync(
        NpgsqlCommand command,
        IReadOnlyList<RateLimitedAttempt> attempts,
        Func<int, int> maxCount,
        CancellationToken ct
    )
    {
        var limits = attempts.ToDictionary(HashKey, a => a.Limit.MaxAttempts);
        DateTimeOffset? blockedUntil = null;
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                if (
                    rows.GetInt32(1) > maxCount(limits[rows.GetString(0)])
                    && rows.GetFieldValue<DateTimeOffset>(2) is var end
                    && !(end <= blockedUntil)
                )
                    blockedUntil = end;
        }

        if (blockedUntil is not { } free)
            return;
        var wait = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((free - clock.GetUtcNow()).TotalSeconds)));
        var waitText = wait.TotalMinutes < 2 ? $"{wait.TotalSeconds:0} seconds" : $"{wait.TotalMinutes:0} minutes";
        throw RejectedException.TooManyRequests($"Too many attempts. Try again in {waitText}.", wait);
    }

    /// <summary>Deletes counters whose window has ended. One of 500 calls runs it.</summary>
    private async Task DeleteExpiredAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            DELETE FROM throttle_counters
            WHERE key IN (SELECT key FROM throttle_counters WHERE until < @now LIMIT 1000 FOR UPDATE SKIP LOCKED)
            """
        );
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string HashKey(RateLimitedAttempt attempt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt.Limit.Kind}\n{attempt.Key}")));
}
