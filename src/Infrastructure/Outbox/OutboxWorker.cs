using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Processes the outbox, on every node. An advisory lock of the worker's connection marks an entry as being processed. Each kind of entry
/// has slots of its own (<see cref="OutboxLanes"/>).
/// </summary>
internal sealed class OutboxWorker(
    NpgsqlDataSource source,
    IServiceScopeFactory scopes,
    OutboxSettings settings,
    TimeProvider clock,
    ILogger<OutboxWorker> log
) : BackgroundService
{
    private readonly OutboxLanes _lanes = new(settings.AtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Paused)
            log.LogWarning("Outgoing work is paused (Outbox:Paused=true): this server sends no e-mails, payments and refunds");
        while (settings.IsProcessing && !stoppingToken.IsCancellationRequested)
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
        await using var connection = await OutboxConnection.OpenAsync(source, ct);
        // Entries of a connection that was lost are still being processed.
        foreach (var id in _lanes.RunningIds)
            await connection.TryLockAsync(id, ct);
        while (!ct.IsCancellationRequested)
        {
            await StartDueEntriesAsync(connection, ct);
            await WaitAsync(connection, ct);
            await connection.UnlockAsync(_lanes.TakeEnded());
        }

        // Entries that were started are completed: a shutdown waits for them up to the host's shutdown timeout. After a kill, another
        // worker processes them.
        await _lanes.WaitForAllAsync();
    }

    private async Task StartDueEntriesAsync(OutboxConnection connection, CancellationToken ct)
    {
        foreach (var entry in await connection.FindDueAsync(clock.GetUtcNow(), _lanes.RunningIds, _lanes.FullKinds, ct))
            if (_lanes.HasFreeSlot(entry.Kind) && await connection.TryLockAsync(entry.Id, ct))
                _lanes.Start(entry, ProcessEntryAsync);
    }

    /// <summary>Waits for a new entry, a free slot, or the time to look for entries whose pause is over.</summary>
    private async Task WaitAsync(OutboxConnection connection, CancellationToken ct)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var freed = _lanes.WaitForEndAsync(wake.Token);
        var notified = connection.WaitAsync(settings.Poll, wake.Token);
        await Task.WhenAny(freed, notified);
        await wake.CancelAsync();
        await notified;
        await freed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
}
