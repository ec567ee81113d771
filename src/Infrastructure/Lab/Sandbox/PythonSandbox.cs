using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// Runs scripts in workers of a <see cref="WorkerPool"/>. A self-test decides whether it does. The self-test runs in the background after
/// the server has started, or at the first script.
/// </summary>
internal sealed class PythonSandbox : IScriptSandbox, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan StartDelay = TimeSpan.FromSeconds(1),
        SelfTestTimeout = TimeSpan.FromSeconds(60),
        RetryAfter = TimeSpan.FromSeconds(5);

    private const int Repetitions = 2;

    private readonly ScriptSettings _settings;
    private readonly ISandboxRuntime _runtime;
    private readonly WorkerProgram _program;
    private readonly WorkerPool _pool;
    private readonly string _folder;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<ScriptProcess> _running = [];
    private readonly Lazy<Task<SandboxStatus>> _check;
    private int _places;

    /// <param name="folder">A folder of the server for the sandbox's files.</param>
    /// <param name="lifetime">Null: the self-test runs at the first script.</param>
    public PythonSandbox(
        ScriptSettings settings,
        ISandboxRuntime runtime,
        WorkerProgram program,
        string folder,
        IHostApplicationLifetime? lifetime,
        ILogger log
    )
    {
        (_settings, _runtime, _program, _folder, _lifetime, _log) = (settings, runtime, program, folder, lifetime, log);
        _pool = new WorkerPool(runtime, program, settings.Warm, settings.Concurrent, log);
        _places = settings.Concurrent;
        _check = new Lazy<Task<SandboxStatus>>(() => Task.Run(CheckAsync));
        Limits = CreateLimits(settings.Seconds);
        Status = FindProblem() is { } problem ? SandboxStatus.Refuse(problem) : SandboxStatus.Starting;
    }

    public SandboxStatus Status { get; private set; }

    public SandboxLimits Limits { get; }

    /// <summary>How many scripts run.</summary>
    public int Running
    {
        get
        {
            lock (_running)
                return _running.Count;
        }
    }

    /// <summary>Counts the scripts that were to be started.</summary>
    public OutcomeCounter<ScriptStart>? Starts { get; set; }

    /// <summary>The processes of the workers that wait for a script.</summary>
    public IReadOnlyList<int> ReadyProcesses => _pool.ReadyProcesses;

    public async Task<IScriptProcess> StartAsync(string code, CancellationToken ct)
    {
        if (code.Length > Limits.CodeCharacters)
            throw RejectedException.Invalid($"The code has more than {Limits.CodeCharacters} characters.");
        var status = Status.State == SandboxState.Starting ? await _check.Value.WaitAsync(ct) : Status;
        if (status.State == SandboxState.Refused)
            throw Unavailable(SandboxCodes.Unavailable, $"Scripts do not run on this server. {status.Reason}", null);
        if (Interlocked.Decrement(ref _places) < 0)
        {
            Interlocked.Increment(ref _places);
            Starts?.Add(ScriptStart.Full);
            throw Unavailable(
                SandboxCodes.Full,
                $"{Limits.Concurrent} scripts are running, which is the limit. Try again later.",
                RetryAfter
            );
        }
        try
        {
            var script = await StartInPlaceAsync(code, Limits, ct);
            Starts?.Add(ScriptStart.Started);
            return script;
        }
        catch (WorkerStartException e)
        {
            Starts?.Add(ScriptStart.Failed);
            _log.LogWarning("A worker for scripts cannot be started: {Reason:l}", e.Message);
            throw Unavailable(SandboxCodes.Full, "The script cannot be started now. Try again later.", RetryAfter);
        }
        finally
        {
            _pool.Refill();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Status.State == SandboxState.Refused && _settings.Enabled)
            _log.LogWarning("Scripts are refused: {Reason:l}", Status.Reason);
        if (Status.State == SandboxState.Starting)
            _lifetime?.ApplicationStarted.Register(() => _ = CheckLaterAsync());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        List<ScriptProcess> running;
        lock (_running)
            running = [.. _running];
        await Task.WhenAll(running.Select(s => s.DisposeAsync().AsTask()));
        await _pool.DisposeAsync();
    }

    /// <summary>Used when the host is disposed of without having been stopped.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private string? FindProblem() => _settings.Enabled ? _runtime.FindProblem() : "Scripts are switched off by Lab:Scripts:Enabled.";

    private SandboxLimits CreateLimits(int seconds) =>
        new(
            seconds,
            _settings.MemoryMegabytes,
            _settings.Processes,
            _settings.OutputKilobytes * 1024,
            _settings.ScratchMegabytes,
            LabScript.MaxCodeLength,
            _settings.Concurrent
        );

    private async Task<ScriptProcess> StartInPlaceAsync(string code, SandboxLimits limits, CancellationToken ct)
    {
        Worker? worker = null;
        try
        {
            worker = await _pool.TakeAsync(ct);
            ScriptProcess? script = null;
            script = await ScriptProcess.StartAsync(worker, code, limits, _program.MaxMessage, () => OnEnded(script), ct);
            lock (_running)
                _running.Add(script);
            if (_stop.IsCancellationRequested)
                script.Kill();
            return script;
        }
        catch
        {
            if (worker is not null)
                await worker.DisposeAsync();
            Interlocked.Increment(ref _places);
            throw;
        }
    }

    private void OnEnded(ScriptProcess? script)
    {
        Interlocked.Increment(ref _places);
        lock (_running)
            _running.RemoveWhere(s => s == script || s.Completion.IsCompleted);
    }

    private async Task CheckLaterAsync()
    {
        try
        {
            // The self-test must not slow down the server's first requests.
            await Task.Delay(StartDelay, _stop.Token);
            await _check.Value;
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task<SandboxStatus> CheckAsync()
    {
        var (problem, isTransient) = await FindBreakOutAsync();
        // On a busy machine a process may end late. That is not a break-out, so the test is repeated.
        for (var repeated = 0; isTransient && repeated < Repetitions && !_stop.IsCancellationRequested; repeated++)
            (problem, isTransient) = await FindBreakOutAsync();
        Status = problem is null ? SandboxStatus.Ready : SandboxStatus.Refuse(problem);
        if (problem is null)
        {
            _log.LogInformation("Scripts are ready: the self-test of the sandbox found no break-out");
            _pool.Refill();
        }
        else if (!_stop.IsCancellationRequested)
            _log.LogError("Scripts are refused: {Reason:l} See docs/lab-security.md", problem);
        return Status;
    }

    private async Task<(string? Problem, bool IsTransient)> FindBreakOutAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        timeout.CancelAfter(SelfTestTimeout);
        try
        {
            _runtime.Prepare();
            var test = new SelfTest(StartForTestAsync, Limits, _folder);
            return await test.FindProblemAsync(timeout.Token) is { } found
                ? ($"The sandbox does not hold: {found.Text}.", found.IsTransient)
                : (null, false);
        }
        catch (OperationCanceledException)
        {
            return (_stop.IsCancellationRequested ? "The server stops." : "The self-test of the sandbox did not end in time.", true);
        }
        catch (Exception e) when (Describe(e) is { } problem)
        {
            return (problem, false);
        }
    }

    /// <returns>Null if the cause is not the machine.</returns>
    private static string? Describe(Exception failure) =>
        failure switch
        {
            DllNotFoundException => "libseccomp.so.2 is missing. Install it: apt-get install libseccomp2",
            WorkerStartException e when e.Message.Contains("numpy", StringComparison.Ordinal) =>
                $"Python finds no numpy ({e.Message}). Install it: apt-get install python3-numpy",
            WorkerStartException e =>
                $"The sandbox cannot be started: {e.Message}. It needs user namespaces, which the system may have switched off.",
            IOException or UnauthorizedAccessException or InvalidOperationException => $"The sandbox cannot be prepared: {failure.Message}",
            _ => null,
        };

    private Task<ScriptProcess> StartForTestAsync(string code, int seconds, CancellationToken ct)
    {
        Interlocked.Decrement(ref _places);
        return StartInPlaceAsync(code, CreateLimits(seconds), ct);
    }

    private static RejectedException Unavailable(string code, string detail, TimeSpan? retryAfter) =>
        new(RejectionKind.Unavailable, [new Problem(detail, Code: code)]) { RetryAfter = retryAfter };
}
