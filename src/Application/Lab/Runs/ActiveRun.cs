using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>A run that this server executes, from its place in the queue to its recorded end.</summary>
internal sealed class ActiveRun(
    RunRequest request,
    IScriptSandbox sandbox,
    IServiceScopeFactory scopes,
    IRunLog runs,
    IDatabaseState database,
    ILogger log
) : IDisposable
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1),
        RetryInterval = TimeSpan.FromSeconds(2);

    /// <summary>A large output that changes all the time is saved less often, so that the database does not write it each second.</summary>
    private const int SavedCharactersPerInterval = 100_000;

    /// <summary>The end is tried again for 20 minutes while the database is not available.</summary>
    private const int MaxEndAttempts = 600;

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private IScriptProcess? _process;
    private RunInputs? _inputs;
    private string? _endStatus;
    private bool _isOver;

    public RunRequest Request => request;

    public RunOutput Output { get; } = new();

    /// <summary>Ends the run, if it has not ended, with this status. It does not wait.</summary>
    public void End(string status)
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _endStatus ??= status;
            _process?.Kill();
            _ending.Cancel();
        }
    }

    /// <summary>Gives a value to an element of the script.</summary>
    /// <exception cref="RejectedException">Conflict: the script is not running. NotFound or Invalid.</exception>
    public void SendInput(string id, JsonNode? value) =>
        (_inputs ?? throw RejectedException.Conflict("The script is not running, so it takes no input.")).Set(id, value);

    /// <summary>Executes the run. It never throws.</summary>
    public async Task ExecuteAsync(RunPlaces places)
    {
        Output.SetStatus(LabRunStatus.Queued);
        RunError? error = null;
        string status;
        try
        {
            await places.TakeAsync(request.UserId, request.IsVerified, _ending.Token);
            try
            {
                (status, error) = await RunAsync();
            }
            finally
            {
                places.Release(request.IsVerified);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            status = _endStatus!;
        }
        catch (RejectedException rejection)
        {
            (status, error) = (LabRunStatus.Failed, new RunError(null, rejection.Message));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Run {Run} failed", request.Id);
            (status, error) = (LabRunStatus.Failed, new RunError(null, "The server failed to execute the script."));
        }

        _inputs = null;
        if (error is not null)
            Output.Append("error", error.ToJson());
        await RecordEndAsync(status, error);
        Output.SetStatus(status, isEnded: true);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _ending.Dispose();
        }
    }

    private async Task<(string Status, RunError? Error)> RunAsync()
    {
        await using var process = await StartAsync();
        await using var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<DeviceCaller>();
        if (!await runs.BeginAsync(request.Id, FindDevice(caller), _ending.Token))
            return (LabRunStatus.Stopped, null);
        log.LogInformation(
            "Run {Run} of user {User} starts on device {Device} with code {CodeHash}",
            request.Id,
            request.UserId,
            request.Device,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Code)))
        );
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        var exited = process.Completion.ContinueWith(_ => calls.Cancel(), TaskScheduler.Default);
        _inputs = new RunInputs(process, Output);
        Output.SetStatus(LabRunStatus.Running);
        var messages = new RunMessageHandler(request, process, Output, _inputs, caller, log);
        using var saving = new CancellationTokenSource();
        var saves = SaveAsync(saving.Token);
        RunError? invalid = null;
        try
        {
            await foreach (var message in process.ReadAsync(CancellationToken.None))
                await messages.HandleAsync(message, calls.Token);
        }
        catch (RunMessageException wrong)
        {
            invalid = new RunError(null, wrong.Message);
            process.Kill();
        }
        catch (Exception)
        {
            process.Kill();
            throw;
        }
        finally
        {
            await saving.CancelAsync();
            await saves;
            await exited;
        }

        var exit = await process.Completion;
        if (invalid is not null)
            return (_endStatus ?? LabRunStatus.Failed, invalid);
        return _endStatus is { } ended && exit.Kind != ScriptExitKind.Done ? (ended, null) : ToResult(exit, messages.Error);
    }

    private static (string, RunError?) ToResult(ScriptExit exit, RunError? error) =>
        exit.Kind switch
        {
            ScriptExitKind.Done => (LabRunStatus.Done, null),
            ScriptExitKind.TimedOut => (LabRunStatus.TimedOut, new RunError(null, exit.Message)),
            ScriptExitKind.Failed => (LabRunStatus.Failed, error ?? new RunError(null, exit.Message)),
            ScriptExitKind.Killed => (LabRunStatus.Interrupted, new RunError(null, exit.Message)),
            _ => (LabRunStatus.Failed, new RunError(null, exit.Message)),
        };

    /// <summary>Starts the script as soon as the sandbox has a place.</summary>
    private async Task<IScriptProcess> StartAsync()
    {
        while (true)
        {
            try
            {
                var process = await sandbox.StartAsync(request.Code, _ending.Token);
                lock (_lock)
                {
                    _process = process;
                    if (_endStatus is not null)
                        process.Kill();
                }
                return process;
            }
            catch (RejectedException rejection) when (rejection.Problems[0].Code == SandboxCodes.Full)
            {
                await Task.Delay(RetryInterval, _ending.Token);
            }
        }
    }

    private DeviceInfo? FindDevice(DeviceCaller caller)
    {
        try
        {
            return caller.Find(request.Device).Info;
        }
        catch (RejectedException)
        {
            return null; // A script without a device still calculates and plots.
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SaveInterval);
        var credit = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ct);
                credit = Math.Min(credit + SavedCharactersPerInterval, SavedCharactersPerInterval);
                if (credit <= 0 || Output.SerializeIfChanged() is not { } output)
                    continue;
                credit -= output.Length;
                await runs.SaveAsync(request.Id, output, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database.Report(failure);
                log.LogWarning(failure, "The output of run {Run} was not saved. It is saved later or at its end", request.Id);
            }
        }
    }

    private async Task RecordEndAsync(string status, RunError? error)
    {
        var output = Output.Serialize();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await runs.EndAsync(request.Id, status, error?.ToText(), output);
                return;
            }
            catch (Exception failure)
            {
                database.Report(failure);
                log.LogWarning(failure, "The end of run {Run} was not recorded", request.Id);
                if (attempt == MaxEndAttempts)
                    return;
                await Task.Delay(RetryInterval);
            }
        }
    }
}
