using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Processes the outbox, on every node. An advisory lock of the worker's connection marks an entry as being processed. The lock needs no
/// open transaction during network calls. PostgreSQL releases it when the process ends, so other nodes continue the work of a killed node.
/// </summary>
internal sealed class OutboxWorker(
    NpgsqlDataSource source,
    IServiceScopeFactory scopes,
    OutboxSettings settings,
    TimeProvider clock,
    ILogger<OutboxWorker> log
) : BackgroundService
{
    /// <summary>The first key of the advisory locks. It separates them from other advisory locks in the database.</summary>
    private const int LockClass = 0x0B0C;

    /// <summary>Run at the start: this server may know the kinds that an older one did not.</summary>
    internal const string ReleaseQuarantinedSql =
        "UPDATE outbox SET state = 'Waiting', attempts = 0, available_at = now() WHERE state = 'Quarantined'";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.AtOnce > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ProcessEntriesAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("The outbox cannot use the database and tries again: {Reason}", e.GetType().Name);
                await Task.Delay(settings.Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ProcessEntriesAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        try
        {
            await ExecuteAsync(connection, ReleaseQuarantinedSql, ct);
            await ExecuteAsync(connection, $"LISTEN {OutboxInterceptor.Channel}", ct);
            await ProcessEntriesAsync(connection, ct);
        }
        finally
        {
            // The pool does not reset connections: end LISTEN and release the advisory locks.
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync(connection, "UNLISTEN *; SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    private async Task ProcessEntriesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            var ids = await LockDueEntriesAsync(connection, ct);
            if (ids.Count == 0)
            {
                await connection.WaitAsync(settings.Poll, ct);
                continue;
            }

            // Entries that were started are completed: a shutdown waits for them up to the host's shutdown timeout. After a kill, another
            // worker processes them.
            await Task.WhenAll(ids.Select(id => ProcessEntryAsync(id)));
            foreach (var id in ids)
                await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockClass}, {(int)(id & 0x7FFFFFFF)})", CancellationToken.None);
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<List<long>> LockDueEntriesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        List<long> due = [],
            locked = [];
        await using (
            var select = new NpgsqlCommand(
                "SELECT id FROM outbox WHERE state = 'Waiting' AND available_at <= $1 ORDER BY available_at, id LIMIT 64",
                connection
            )
        )
        {
            select.Parameters.AddWithValue(clock.GetUtcNow());
            await using var reader = await select.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                due.Add(reader.GetInt64(0));
        }

        foreach (var id in due)
        {
            if (locked.Count == settings.AtOnce)
                break;
            await using var tryLock = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockClass}, {(int)(id & 0x7FFFFFFF)})", connection);
            if (await tryLock.ExecuteScalarAsync(ct) is true)
                locked.Add(id);
        }

        return locked;
    }

    private async Task ProcessEntryAsync(long id)
    {
        try
        {
            await using var scope = scopes.CreateServerScope();
            await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(id, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The consumers could not be created, or the database is not available.
            log.LogError(e, "Outbox entry {EntryId} could not be processed", id);
            await PostponeAsync(id, e);
        }
    }

    /// <summary>Postpones an entry whose processing did not get as far as to record its failure.</summary>
    private async Task PostponeAsync(long id, Exception failure)
    {
        try
        {
            await using var command = source.CreateCommand(
                """
                UPDATE outbox SET attempts = attempts + 1, last_error = $2,
                    available_at = $3 + least($4 * power(2, least(attempts, 30)), $5) * interval '1 second',
                    state = CASE WHEN attempts + 1 >= $6 THEN 'GivenUp' ELSE state END
                WHERE id = $1 AND state = 'Waiting' AND available_at <= $3
                """
            );
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(failure.GetType().Name);
            command.Parameters.AddWithValue(clock.GetUtcNow());
            command.Parameters.AddWithValue(settings.FirstPause.TotalSeconds);
            command.Parameters.AddWithValue(settings.LongestPause.TotalSeconds);
            command.Parameters.AddWithValue(settings.Attempts);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("Outbox entry {EntryId} could not be postponed: {Reason}", id, e.GetType().Name);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
