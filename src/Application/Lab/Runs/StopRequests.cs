using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Ends the runs of this server that were stopped at another server, or whose user was blocked or deleted. While there are runs, one query
/// asks for all of them every 100 ms: a user sees their script stop within 200 ms. Thread-safe.
/// </summary>
internal sealed class StopRequests(IRunLog runs, IDatabaseState database, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100),
        RetryInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, ActiveRun> _runs = [];
    private bool _isPolling;

    public void Add(ActiveRun run)
    {
        lock (_lock)
        {
            _runs[run.Request.Id] = run;
            if (_isPolling)
                return;
            _isPolling = true;
        }
        _ = Task.Run(PollAsync);
    }

    public void Remove(long id)
    {
        lock (_lock)
            _runs.Remove(id);
    }

    private async Task PollAsync()
    {
        while (true)
        {
            await Task.Delay(Interval);
            long[] ids;
            lock (_lock)
            {
                if (_runs.Count == 0)
                {
                    _isPolling = false;
                    return;
                }
                ids = [.. _runs.Keys];
            }
            try
            {
                foreach (var id in await runs.FindStoppedAsync(ids, CancellationToken.None))
                    End(id);
            }
            catch (Exception failure)
            {
                database.Report(failure);
                log.LogWarning(failure, "The server does not know which runs were stopped elsewhere. It asks again");
                await Task.Delay(RetryInterval);
            }
        }
    }

    private void End(long id)
    {
        ActiveRun? run;
        lock (_lock)
            _runs.TryGetValue(id, out run);
        run?.End(LabRunStatus.Stopped);
    }
}
