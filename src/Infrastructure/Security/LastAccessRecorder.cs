using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Writes <c>last_accessed_at</c> of active users and <c>last_used_at</c> of access tokens, each with one statement per minute and at most
/// once in ten minutes per row.
/// </summary>
/// <remarks>
/// With it, GET requests write nothing to the database. Each write creates a new row version, which changes the user's ETag, so writes are
/// limited to one in ten minutes. A sign-in writes the column itself.
/// </remarks>
internal sealed class LastAccessRecorder(NpgsqlDataSource database, TimeProvider clock, ILogger<LastAccessRecorder> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log),
        ILastAccessRecorder,
        IResettable
{
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromMinutes(10);

    /// <summary>Of each of the two lists.</summary>
    private const int MaxRows = 100_000;

    private static readonly string UserSql = CreateSql("users", "last_accessed_at"),
        TokenSql = CreateSql("access_tokens", "last_used_at");

    private readonly ConcurrentDictionary<long, DateTimeOffset> _accessTimes = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _tokenTimes = new();
    private readonly TimeProvider _clock = clock;

    public void Record(long userId) => Record(_accessTimes, userId);

    public void RecordToken(long tokenId) => Record(_tokenTimes, tokenId);

    public Task ResetAsync(CancellationToken ct)
    {
        _accessTimes.Clear();
        _tokenTimes.Clear();
        return Task.CompletedTask;
    }

    protected override async Task RunAsync(CancellationToken ct)
    {
        await WriteAsync(UserSql, _accessTimes, ct);
        await WriteAsync(TokenSql, _tokenTimes, ct);
    }

    private static string CreateSql(string table, string column) =>
        $"""
            UPDATE {table} AS t SET {column} = s.at FROM unnest($1, $2) AS s (id, at)
            WHERE t.id = s.id AND (t.{column} IS NULL OR t.{column} < s.at - $3)
            """;

    private void Record(ConcurrentDictionary<long, DateTimeOffset> times, long id)
    {
        if (times.Count < MaxRows)
            times[id] = _clock.GetUtcNow();
    }

    private async Task WriteAsync(string sql, ConcurrentDictionary<long, DateTimeOffset> times, CancellationToken ct)
    {
        var batch = times.ToArray();
        if (batch.Length == 0)
            return;
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(batch.Select(s => s.Key).ToArray());
        command.Parameters.AddWithValue(batch.Select(s => s.Value).ToArray());
        command.Parameters.AddWithValue(MinimumInterval);
        await command.ExecuteNonQueryAsync(ct);
        foreach (var entry in batch)
            times.TryRemove(entry);
    }
}
