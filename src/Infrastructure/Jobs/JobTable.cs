using System.Data;
using Npgsql;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>
/// The table <c>jobs</c>, on one connection that is open while this server runs jobs. An advisory lock of the connection marks a job as
/// running. PostgreSQL releases it when the process ends, so another server starts the job again.
/// </summary>
internal sealed class JobTable(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>The first key of the advisory locks. It separates them from other advisory locks in the database.</summary>
    private const int LockClass = 0x0B0D;

    private const int MaxErrorLength = 500;

    /// <summary>Adds the jobs that the table does not have, due now. If an interval was shortened, the next run comes earlier.</summary>
    public async Task RegisterAsync(IEnumerable<IScheduledJob> jobs, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var job in jobs)
            await ExecuteAsync(
                """
                INSERT INTO jobs (name, schedule, next_run_at, failures) VALUES ($1, $2, $3, 0)
                ON CONFLICT (name) DO UPDATE SET schedule = $2, next_run_at = least(jobs.next_run_at, $4)
                WHERE jobs.schedule <> $2
                """,
                ct,
                job.Name,
                job.Schedule.ToString(),
                now,
                job.Schedule.NextAfter(now)
            );
    }

    public async Task<Dictionary<string, JobRow>> ReadAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT id, name, next_run_at, started_at, failures, last_error FROM jobs", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new Dictionary<string, JobRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(
                reader.GetString(1),
                new JobRow(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetFieldValue<DateTimeOffset>(2),
                    reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetInt32(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5)
                )
            );
        return rows;
    }

    /// <returns>Whether this server runs the job now. False: another one runs it, or has just run it.</returns>
    public async Task<bool> TryStartAsync(long id, DateTimeOffset now, string node, CancellationToken ct)
    {
        await using (var tryLock = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockClass}, $1)", connection))
        {
            tryLock.Parameters.AddWithValue((int)id);
            if (await tryLock.ExecuteScalarAsync(ct) is not true)
                return false;
        }

        if (await ExecuteAsync("UPDATE jobs SET started_at = $2, node = $3 WHERE id = $1 AND next_run_at <= $2", ct, id, now, node) == 1)
            return true;
        await UnlockAsync(id);
        return false;
    }

    public Task RecordSuccessAsync(long id, DateTimeOffset now, DateTimeOffset next) =>
        RecordAsync(
            id,
            "UPDATE jobs SET finished_at = $2, succeeded_at = $2, next_run_at = $3, failures = 0, last_error = NULL WHERE id = $1",
            now,
            next
        );

    public Task RecordFailureAsync(long id, DateTimeOffset now, DateTimeOffset next, Exception failure)
    {
        var error = $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";
        return RecordAsync(
            id,
            "UPDATE jobs SET finished_at = $2, next_run_at = $3, failures = failures + 1, last_error = $4 WHERE id = $1",
            now,
            next,
            TextLimit.Shorten(error, MaxErrorLength)
        );
    }

    /// <summary>Leaves the job due, because this server stops during its run.</summary>
    public Task UnlockAsync(long id) => ExecuteAsync($"SELECT pg_advisory_unlock({LockClass}, $1)", CancellationToken.None, (int)id);

    /// <summary>The pool does not reset connections, so the locks are released here.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task RecordAsync(long id, string sql, params object[] values)
    {
        await ExecuteAsync(sql, CancellationToken.None, [id, .. values]);
        await UnlockAsync(id);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
