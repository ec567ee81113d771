using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Works the outbox off, on every node. An entry in work is held by an advisory lock of this worker's connection: it stands without a transaction, so
/// none is open while the network is waited for, and it is gone the moment the process is, so a killed node's work is taken over at once.
/// </summary>
internal sealed class OutboxWorker(
    NpgsqlDataSource source,
    IServiceScopeFactory scopes,
    OutboxSettings settings,
    TimeProvider clock,
    ILogger<OutboxWorker> log
) : BackgroundService
{
    /// <summary>The class of our advisory locks, so that they are nobody else's.</summary>
    private const int LockClass = 0x0B0C;

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
                log.LogWarning("The outbox waits for the database: {Reason}", e.GetType().Name);
                await Task.Delay(settings.Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ProcessEntriesAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        try
        {
            await ExecuteAsync(connection, $"LISTEN {OutboxInterceptor.Channel}", ct);
            await ProcessEntriesAsync(connection, ct);
        }
        finally
        {
            // The pool lends it as it is.
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

            // What is begun is ended: a stop waits for it (the host's shutdown time-out), a kill leaves it to the next worker.
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
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(id, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError(e, "Outbox entry {EntryId} could not be worked on", id);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
