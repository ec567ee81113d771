using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Executes the runs that were started at this server. When the server stops, they are interrupted.</summary>
internal sealed class ScriptRunner(
    IScriptSandbox sandbox,
    IServiceScopeFactory scopes,
    IRunLog runs,
    LabSettings settings,
    IDatabaseState database,
    ILogger<ScriptRunner> log
) : IResettable
{
    private readonly ConcurrentDictionary<long, (ActiveRun Run, Task End)> _active = [];
    private readonly RunPlaces _places = new(settings.Scripts.Concurrent);
    private readonly StopRequests _stopRequests = new(runs, database, log);
    private volatile bool _isStopping;

    /// <summary>Begins to execute a run whose row is committed.</summary>
    public ActiveRun Start(RunRequest request)
    {
        var run = new ActiveRun(request, sandbox, scopes, runs, database, log);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _active[request.Id] = (run, end.Task);
        if (_isStopping)
            run.End(LabRunStatus.Interrupted);
        _stopRequests.Add(run);
        _ = Task.Run(async () =>
        {
            using (run)
                await run.ExecuteAsync(_places);
            _stopRequests.Remove(request.Id);
            _active.TryRemove(request.Id, out _);
            end.SetResult();
        });
        return run;
    }

    /// <returns>Null if this server does not execute the run.</returns>
    public ActiveRun? Find(long id) => _active.TryGetValue(id, out var active) ? active.Run : null;

    /// <summary>Interrupts all runs and waits until their ends are recorded.</summary>
    public Task StopAsync(CancellationToken ct)
    {
        _isStopping = true;
        return InterruptAllAsync(ct);
    }

    /// <summary>Interrupts all runs; new ones can be started.</summary>
    public Task ResetAsync(CancellationToken ct) => InterruptAllAsync(ct);

    private async Task InterruptAllAsync(CancellationToken ct)
    {
        var active = _active.Values.ToList();
        foreach (var (run, _) in active)
            run.End(LabRunStatus.Interrupted);
        await Task.WhenAll(active.Select(a => a.End)).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
