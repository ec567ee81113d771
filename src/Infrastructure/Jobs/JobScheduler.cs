using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>
/// Runs the scheduled jobs that are due and that no other server runs. Jobs do not wait for each other, and each failure is repeated on its
/// own. A connection is held only while jobs run, one for all of them.
/// </summary>
internal sealed class JobScheduler(
    NpgsqlDataSource source,
    IEnumerable<IScheduledJob> jobs,
    JobMetrics metrics,
    TimeProvider clock,
    ILogger<JobScheduler> log,
    IHostApplicationLifetime? lifetime = null,
    IDatabaseState? database = null
) : BackgroundService
{
    /// <summary>How often the table is read at least: a failed run of another server, or a person, may have made a job due.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>After this time the server asks again for a job that another server runs, and after a failure of the database.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(10);

    private static readonly string Node = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName} (process {Environment.ProcessId})"
    );

    private readonly IReadOnlyList<IScheduledJob> _jobs = [.. jobs.Where(j => j.IsEnabled)];
    private readonly Dictionary<string, Task<Exception?>> _runs = [];
    private volatile IReadOnlyDictionary<string, JobRow> _rows = new Dictionary<string, JobRow>();

    /// <summary>The jobs of this server, as it read them last.</summary>
    public IEnumerable<JobRow> Rows => _jobs.Where(j => _rows.ContainsKey(j.Name)).Select(j => _rows[j.Name]);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var job in _jobs)
            metrics.CreateSeries(job.Name);
        if (lifetime is not null)
            await WaitForStartAsync(lifetime, stoppingToken);
        var isRegistered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = RecheckInterval;
            try
            {
                await using var table = new JobTable(await source.OpenConnectionAsync(stoppingToken));
                if (!isRegistered)
                    await table.RegisterAsync(_jobs, clock.GetUtcNow(), stoppingToken);
                isRegistered = true;
                wait = await RunDueJobsAsync(table, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database?.Report(failure);
                log.LogWarning("The scheduled jobs cannot use the database and try again: {Reason}", failure.GetType().Name);
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A server that cannot start runs no job.</summary>
    private static async Task WaitForStartAsync(IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs jobs until none is due and none is running.</summary>
    /// <returns>The time until a job may be due.</returns>
    private async Task<TimeSpan> RunDueJobsAsync(JobTable table, CancellationToken ct)
    {
        while (true)
        {
            await RecordEndedRunsAsync(table, ct);
            if (_runs.Count == 0)
                ct.ThrowIfCancellationRequested();
            var wait = ct.IsCancellationRequested ? Timeout.InfiniteTimeSpan : await StartDueJobsAsync(table, ct);
            if (_runs.Count == 0)
                return wait;
            using var wake = new CancellationTokenSource();
            await Task.WhenAny([.. _runs.Values, Task.Delay(wait, clock, wake.Token)]);
            await wake.CancelAsync();
        }
    }

    private async Task<TimeSpan> StartDueJobsAsync(JobTable table, CancellationToken ct)
    {
        var rows = await table.ReadAsync(ct);
        _rows = rows;
        var now = clock.GetUtcNow();
        var wait = LongestWait;
        foreach (var job in _jobs.Where(j => !_runs.ContainsKey(j.Name)))
        {
            var row = rows[job.Name];
            if (row.NextRunAt > now)
                wait = Min(wait, row.NextRunAt - now);
            else if (await table.TryStartAsync(row.Id, now, Node, ct))
                _runs.Add(job.Name, RunAsync(job, ct));
            else
                wait = Min(wait, RecheckInterval);
        }

        return wait;
    }

    private async Task RecordEndedRunsAsync(JobTable table, CancellationToken ct)
    {
        foreach (var (name, run) in _runs.Where(r => r.Value.IsCompleted).ToList())
        {
            var job = _jobs.Single(j => j.Name == name);
            var row = _rows[name];
            var now = clock.GetUtcNow();
            if (await run is not { } failure)
                await table.RecordSuccessAsync(row.Id, now, job.Schedule.NextAfter(now));
            else if (ct.IsCancellationRequested)
                await table.UnlockAsync(row.Id);
            else
                await table.RecordFailureAsync(row.Id, now, job.Schedule.RetryAfter(now, row.Failures + 1), failure);
            _runs.Remove(name);
        }
    }

    /// <returns>Why the run failed, or null.</returns>
    private async Task<Exception?> RunAsync(IScheduledJob job, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        Exception? result = null;
        try
        {
            // The other jobs start now, not when this one first waits.
            await Task.Yield();
            using var activity = BackgroundActivity.Start($"job {job.Name}");
            await job.RunAsync(ct);
        }
        catch (Exception failure)
        {
            // A statement that is cancelled because the server stops may throw other exceptions than OperationCanceledException.
            if (!ct.IsCancellationRequested)
                log.LogWarning(failure, "The job {Job} failed. It runs again at the time that /v1/jobs shows", job.Name);
            database?.Report(failure);
            result = failure;
        }

        metrics.RecordRun(job.Name, result is null, clock.GetElapsedTime(start));
        return result;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
