using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Workers that are started in advance. Each runs one script and is then replaced.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);
    private readonly WorkerLauncher _launcher = new();
    private readonly ConcurrentQueue<int> _places;
    private readonly List<Task<Worker>> _warm = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ISandboxRuntime _runtime;
    private readonly WorkerProgram _program;
    private readonly int _size;
    private readonly ILogger _log;
    private bool _isRefilling;

    /// <summary>
    /// A process that has not loaded Python yet, for the next start: joining its control group takes longer than all else but Python. It
    /// needs about 1 MB.
    /// </summary>
    private Task<Worker>? _next;

    /// <param name="size">How many workers wait.</param>
    /// <param name="concurrent">How many run at most.</param>
    public WorkerPool(ISandboxRuntime runtime, WorkerProgram program, int size, int concurrent, ILogger log)
    {
        (_runtime, _program, _size, _log) = (runtime, program, size, log);
        _places = new ConcurrentQueue<int>(Enumerable.Range(0, concurrent + size + 2));
    }

    /// <summary>The processes of the workers that wait.</summary>
    public IReadOnlyList<int> ReadyProcesses
    {
        get
        {
            lock (_warm)
                return
                [
                    .. _warm.Where(w => w is { IsCompletedSuccessfully: true, Result.HasExited: false }).Select(w => w.Result.ProcessId),
                ];
        }
    }

    /// <summary>Takes the worker that is or will be ready first, or starts one.</summary>
    /// <exception cref="WorkerStartException">The worker did not become ready.</exception>
    public async Task<Worker> TakeAsync(CancellationToken ct)
    {
        while (TakeWarm() is { } warm)
            try
            {
                var worker = await warm.WaitAsync(ct);
                if (!worker.HasExited)
                    return worker;
                await worker.DisposeAsync(); // it was killed while it waited, for example because the machine had no memory
            }
            catch (WorkerStartException)
            {
                // Start another one. If that fails too, its exception tells why.
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                _ = DisposeWhenStartedAsync(warm);
                throw;
            }
        return await StartAsync(ct);
    }

    /// <summary>Starts workers in the background, one after another, until the pool is full.</summary>
    public void Refill()
    {
        lock (_warm)
        {
            if (_isRefilling || _stop.IsCancellationRequested)
                return;
            _isRefilling = true;
        }
        _ = Task.Run(RefillAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        while (TakeWarm() is { } warm)
            await DisposeWhenStartedAsync(warm);
        if (TakeNext() is { } next)
            await DisposeWhenStartedAsync(next);
        _launcher.Dispose();
    }

    private async Task RefillAsync()
    {
        while (true)
        {
            Task<Worker> next;
            lock (_warm)
            {
                _warm.RemoveAll(w => w.IsFaulted || w.IsCanceled);
                if (_warm.Count >= _size || _stop.IsCancellationRequested)
                {
                    _isRefilling = false;
                    return;
                }
                _warm.Add(next = StartAsync(_stop.Token));
            }
            try
            {
                await next;
            }
            catch (OperationCanceledException)
            {
                // The server stops.
            }
            catch (Exception e)
            {
                _log.LogWarning("A worker for scripts cannot be started: {Reason:l}", e.Message);
                await Task.Delay(RetryInterval);
            }
        }
    }

    private Task<Worker>? TakeWarm()
    {
        lock (_warm)
        {
            if (_warm.Count == 0)
                return null;
            var best = _warm.Find(w => w.IsCompletedSuccessfully) ?? _warm[0];
            _warm.Remove(best);
            return best;
        }
    }

    private async Task<Worker> StartAsync(CancellationToken ct)
    {
        try
        {
            var worker = await LaunchAsync(TakeNext());
            await worker.LoadAsync(_program, ct);
            return worker;
        }
        finally
        {
            PrepareNext();
        }
    }

    private Task<Worker>? TakeNext()
    {
        lock (_warm)
        {
            var next = _next;
            _next = null;
            return next;
        }
    }

    private void PrepareNext()
    {
        lock (_warm)
            if (!_stop.IsCancellationRequested)
                _next ??= Task.Run(() => LaunchAsync());
    }

    /// <param name="prepared">Used if it still runs.</param>
    private async Task<Worker> LaunchAsync(Task<Worker>? prepared)
    {
        try
        {
            if (prepared is not null && await prepared is { HasExited: false } worker)
                return worker;
        }
        catch (WorkerStartException)
        {
            // If another one cannot be started either, its exception tells why.
        }
        if (prepared is not null)
            await DisposeWhenStartedAsync(prepared);
        return await LaunchAsync();
    }

    private async Task<Worker> LaunchAsync()
    {
        if (!_places.TryDequeue(out var place))
            throw new WorkerStartException("All places are taken");
        SandboxCommand command;
        try
        {
            command = _runtime.CreateCommand(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _places.Enqueue(place);
            throw new WorkerStartException(e.Message);
        }
        return await Worker.StartAsync(_launcher, command, () => _places.Enqueue(place));
    }

    private static async Task DisposeWhenStartedAsync(Task<Worker> warm)
    {
        try
        {
            await (await warm).DisposeAsync();
        }
        catch (Exception e) when (e is WorkerStartException or OperationCanceledException)
        {
            // It has ended already.
        }
    }
}
