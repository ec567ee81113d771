using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Writes <c>last_accessed_at</c> of active users, with one statement per minute and at most once in ten minutes per user.
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

    private const int MaxUsers = 100_000;

    private readonly ConcurrentDictionary<long, DateTimeOffset> _accessTimes = new();
    private readonly TimeProvider _clock = clock;

    public void Record(long userId)
    {
        if (_accessTimes.Count < MaxUsers)
            _accessTimes[userId] = _clock.GetUtcNow();
    }

    public Task ResetAsync(CancellationToken ct)
    {
        _accessTimes.Clear();
        return Task.CompletedTask;
    }

    protected override async Task RunAsync(CancellationToken ct)
    {
        var batch = _accessTimes.ToArray();
        if (batch.Length == 0)
            return;
        await using var command = database.CreateCommand(
            """
            UPDATE users AS u SET last_accessed_at = s.at FROM unnest($1, $2) AS s (id, at)
            WHERE u.id = s.id AND (u.last_accessed_at IS NULL OR u.last_accessed_at < s.at - $3)
            """
        );
        command.Parameters.AddWithValue(batch.Select(s => s.Key).ToArray());
        command.Parameters.AddWithValue(batch.Select(s => s.Value).ToArray());
        command.Parameters.AddWithValue(MinimumInterval);
        await command.ExecuteNonQueryAsync(ct);
        foreach (var entry in batch)
            _accessTimes.TryRemove(entry);
    }
}
