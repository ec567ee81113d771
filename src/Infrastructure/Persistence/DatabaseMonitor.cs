using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Probes the database every second. While it does not answer, requests are rejected at once instead of waiting for it. When it is writable
/// again, connections that were opened in the meantime are closed, because their sessions stay read-only.
/// </summary>
/// <remarks>
/// One missing answer may be a short stall of a busy machine. <see cref="DatabaseCondition.Unresponsive"/> needs two in a row, so requests
/// are rejected 4 s after the last answer at the latest.
/// </remarks>
internal sealed class DatabaseMonitor(Database database, DatabaseMetrics metrics, TimeProvider clock, ILogger<DatabaseMonitor> log)
    : BackgroundService,
        IDatabaseState
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ToleratedStall = TimeSpan.FromSeconds(0.5);

    private volatile CancellationTokenSource _unresponsive = new();
    private DatabaseCondition _last = DatabaseCondition.Ready;
    private bool _hasMissed;
    private volatile bool _hasReadOnlySessions;

    public CancellationToken Unresponsive => _unresponsive.Token;

    public void Report(Exception outage)
    {
        if (DatabaseOutage.IsReadOnlySession(outage))
            _hasReadOnlySessions = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await CheckAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server is stopping.
        }
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var condition = await database.Probe.CheckAsync(ct);
        if (condition != DatabaseCondition.Unresponsive)
        {
            _hasMissed = false;
            Apply(condition);
        }
        // A check that took much longer than its limit means that this process was paused: the database may have answered.
        else if (_hasMissed && clock.GetElapsedTime(start) < DatabaseProbe.Limit + ToleratedStall)
            Apply(condition);
        else
            _hasMissed = true;
    }

    private void Apply(DatabaseCondition condition)
    {
        metrics.Record(condition, condition == DatabaseCondition.Ready ? database.Probe.Host : null);
        if (condition == DatabaseCondition.ReadOnly)
            _hasReadOnlySessions = true;
        else if (condition == DatabaseCondition.Ready && _hasReadOnlySessions)
        {
            _hasReadOnlySessions = false;
            database.DataSource.Clear();
        }

        if (condition == _last)
            return;
        log.Log(
            condition == DatabaseCondition.Ready ? LogLevel.Information : LogLevel.Warning,
            "The database was {Before} and is {Now}. While it is not Ready, requests are answered 503",
            _last,
            condition
        );
        if (condition == DatabaseCondition.Unresponsive)
            _ = _unresponsive.CancelAsync(); // The waiting requests are answered by other threads.
        else if (_unresponsive.IsCancellationRequested)
            _unresponsive = new CancellationTokenSource();
        _last = condition;
    }
}
