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
    OutboxKinds kinds,
    UnknownEntries unknown,
    TimeProvider clock,
    ILogger<OutboxWorker> log
) : BackgroundService
{
    private readonly OutboxLanes _lanes = new(kinds, clock);

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
        var unlocked = _lanes.RunningIds.ToHashSet();
        while (!ct.IsCancellationRequested)
        {
            await LockAgainAsync(connection, unlocked, ct);
            await StartDueEntriesAsync(connection, ct);
            await WaitAsync(connection, ct);
            await connection.UnlockAsync(_lanes.TakeEnded());
        }

        // Entries that were started are completed: a shutdown waits for them up to the host's shutdown timeout. After a kill, another
        // worker processes them.
        await _lanes.WaitForAllAsync();
    }

    /// <summary>
    /// Locks entries again that are being processed. A lock that another session holds is tried again: the session may be the lost one, or
    /// that of a server that has taken the entry. In the latter case the claim of the attempt here is void, and it ends without effect.
    /// </summary>
    private async Task LockAgainAsync(OutboxConnection connection, HashSet<long> unlocked, CancellationToken ct)
    {
        foreach (var id in unlocked.ToList())
            if (!_lanes.IsRunning(id) || await connection.TryLockAsync(id, ct))
                unlocked.Remove(id);
    }

    /// <summary>Looks again after an entry of an owner was started, because a search may return entries of one owner only.</summary>
    private async Task StartDueEntriesAsync(OutboxConnection connection, CancellationToken ct)
    {
        HashSet<string> started;
        do
        {
            started = [];
            foreach (var entry in await connection.FindDueAsync(clock.GetUtcNow(), kinds.Known, unknown.Ids, _lanes, ct))
                if (_lanes.CanStart(entry) && await connection.TryLockAsync(entry.Id, ct))
                {
                    _lanes.Start(entry, ProcessEntryAsync);
                    if (entry.OwnerId is not null)
                        started.Add(entry.Kind);
                }
        } while (_lanes.BeginRounds(except: started) || started.Count > 0);
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

    private async Task ProcessEntryAsync(DueEntry entry)
    {
        try
        {
            await using var scope = scopes.CreateServerScope();
            await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(entry, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The database is not available. The attempt has its lease, or did not begin.
            log.LogError(e, "Outbox entry {EntryId} could not be processed", entry.Id);
            await Task.Delay(settings.Poll, clock);
        }
    }
}
