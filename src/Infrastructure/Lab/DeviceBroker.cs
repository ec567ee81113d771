using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Runs the calls of one device: a queue in which users take turns, one call at a time, with a time limit for each. The device is put into
/// the safe state whenever the user changes. Between calls it maintains the <see cref="DeviceConnection"/>.
/// </summary>
internal sealed partial class DeviceBroker : ILabDevice, IAsyncDisposable
{
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    private readonly IDeviceDriver _driver;
    private readonly LabSettings _settings;
    private readonly TimeProvider _clock;
    private readonly LabMetrics _metrics;
    private readonly string _kind;
    private readonly Lock _lock = new();
    private readonly TurnQueue<DeviceJob> _queue = new();
    private readonly ActiveBooking _activeBooking;
    private readonly SemaphoreSlim _wakeUp = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly DeviceConnection _connection;
    private readonly CircuitChoices _circuits = new();
    private DeviceJob? _running;
    private long _lastCallAt;
    private double _averageCallMs;
    private int _disposed;
    private volatile bool _isUsed;
    private int _mustRestart;
    private Task _loop = Task.CompletedTask;

    public DeviceBroker(
        string name,
        string kind,
        IDeviceDriver driver,
        LabSettings settings,
        TimeProvider clock,
        LabMetrics metrics,
        ILogger log
    )
    {
        Name = name;
        _kind = kind;
        _driver = driver;
        _settings = settings;
        _clock = clock;
        _metrics = metrics;
        _connection = new DeviceConnection(name, driver, settings, clock, metrics, log, _stopping.Token);
        _activeBooking = new ActiveBooking(TimeSpan.FromMinutes(settings.IdleMinutes));
        _lastCallAt = clock.GetTimestamp();
        metrics.ObserveDevice(name, () => Info.Waiting, () => _connection.IsUp);
    }

    public string Name { get; }

    public DeviceInfo Info
    {
        get
        {
            lock (_lock)
            {
                var identity = _connection.Identity;
                var fault = _connection.Fault;
                var state =
                    fault is not null ? DeviceState.Lost
                    : _running is not null ? DeviceState.Busy
                    : identity is null ? DeviceState.Starting
                    : DeviceState.Ready;
                return new DeviceInfo(state, _kind, identity?.Board, identity?.Firmware, fault, _queue.Count)
                {
                    ConfiguredCircuit = ConfiguredCircuit,
                };
            }
        }
    }

    /// <summary>The name of the circuit of users who chose none; null if it has no name of the catalogue.</summary>
    public string? ConfiguredCircuit { get; init; }

    private bool IsVirtual => _kind == DeviceInfo.VirtualKind;

    public void Start() => _loop = Task.Run(RunAsync);

    public DeviceQueue GetQueue(long userId)
    {
        lock (_lock)
        {
            var before = _queue.TurnsBefore(userId);
            var running = _running is null ? 0 : 1;
            var turns = before ?? _queue.UserCount;
            return new DeviceQueue(
                _queue.Count,
                running == 1,
                before + running,
                TimeSpan.FromMilliseconds(_averageCallMs * (turns + running))
            );
        }
    }

    public string? GetCircuit(long userId) => _circuits.Get(userId);

    public void SetCircuit(long userId, string? circuit) => _circuits.Set(userId, circuit);

    public void Check(string function) => _driver.PrepareCall(function);

    public Task<byte[]> CallAsync(DeviceCall call, CancellationToken ct) => RunInTurnAsync(call, _driver.PrepareCall(call.Function), ct);

    public async Task<LiveFrame> CaptureAsync(DeviceCall call, LiveCapture capture, CancellationToken ct)
    {
        var run = _driver.PrepareCapture(capture);
        LiveFrame? frame = null;
        await RunInTurnAsync(
            call,
            async cancelled =>
            {
                frame = await run(cancelled);
                return [];
            },
            ct
        );
        return frame!;
    }

    private async Task<byte[]> RunInTurnAsync(DeviceCall call, Func<CancellationToken, Task<byte[]>> run, CancellationToken ct)
    {
        var job = new DeviceJob(call, run, _clock.GetTimestamp(), ct);
        lock (_lock)
            Enqueue(job);
        _wakeUp.Release();
        using var queueTimeout = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.QueueSeconds), _clock);
        await using var cancellation = ct.Register(() => RemoveFromQueue(job, null));
        await using var timeout = queueTimeout.Token.Register(() =>
            RemoveFromQueue(
                job,
                Unavailable(
                    DeviceCodes.TimedOut,
                    $"The call waited {_settings.QueueSeconds} seconds for the device {Name} without getting a turn."
                )
            )
        );
        return await job.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stopping.CancelAsync();
        await _loop;
        lock (_lock)
            while (_queue.Dequeue() is { } job)
                job.SetException(Unavailable(DeviceCodes.Lost, "The server is stopping."));
        await _connection.CloseAsync();
    }

    /// <summary>Maintains the device while no call is waiting.</summary>
    private async Task RunIdleTasksAsync()
    {
        await _connection.CheckAsync();
        if (
            _connection.Fault is null
            && _connection.CurrentUser is { } user
            && _clock.GetElapsedTime(_lastCallAt) >= TimeSpan.FromMinutes(_settings.IdleMinutes)
            && !IsBookedBy(user)
        )
            await _connection.TryMakeSafeAsync();
    }

    /// <summary>The settings of a user who has the device booked are kept, so that long experiments are possible.</summary>
    private bool IsBookedBy(long user)
    {
        lock (_lock)
            return _activeBooking.FindBooking(_clock.GetUtcNow())?.UserId == user;
    }

    private async Task RunAsync()
    {
        await using var timer = _clock.CreateTimer(
            _ =>
            {
                if (_wakeUp.CurrentCount == 0)
                    _wakeUp.Release();
            },
            null,
            IdleInterval,
            IdleInterval
        );
        await RunIdleTasksAsync();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _wakeUp.WaitAsync(_stopping.Token);
                if (Interlocked.Exchange(ref _mustRestart, 0) == 1)
                    await _connection.RestartAsync();
                if (DequeueNext() is { } job)
                    await ServeAsync(job);
                else
                    await RunIdleTasksAsync();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(DeviceJob job)
    {
        _isUsed = true;
        var start = _clock.GetTimestamp();
        job.Call.Waited = _clock.GetElapsedTime(job.EnqueuedAt, start);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.CallSeconds), _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(job.CallerCancelled, timeout.Token, _stopping.Token);
        var outcome = "failed";
        Action end;
        try
        {
            lock (_lock)
                if (CheckBooking(job.Call, _clock.GetUtcNow()) is { } booked)
                    throw booked;
            var circuit = IsVirtual ? job.Call.Circuit ?? _circuits.Get(job.Call.UserId) : null;
            if (circuit == ConfiguredCircuit)
                circuit = null; // the same circuit by its name
            var turn = await _connection.BeginTurnAsync(job.Call.UserId, circuit, linked.Token);
            var result = await job.Run(linked.Token).WaitAsync(linked.Token);
            job.Call.StartedSafe = turn != TurnStart.Continued;
            if (_connection.TakeLostSettings(job.Call.UserId))
                job.Call.Notice = $"The device {Name} was connected anew since your last call. Its settings were lost; outputs may be off.";
            else if (turn == TurnStart.OtherCircuit)
                job.Call.Notice =
                    $"The device {Name} has another circuit since your last call: {circuit ?? ConfiguredCircuit ?? "the configured one"}. "
                    + "Its outputs were switched off before.";
            outcome = "done";
            end = () => job.SetResult(result);
            _connection.MarkUp();
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            if (job.CallerCancelled.IsCancellationRequested)
            {
                outcome = "cancelled"; // the user's settings stay
                end = job.SetCancelled;
            }
            else if (_stopping.IsCancellationRequested)
            {
                _connection.CurrentUser = null;
                end = () => job.SetException(Unavailable(DeviceCodes.Lost, "The server is stopping."));
            }
            else
            {
                _connection.CurrentUser = null; // the state of the device is unknown
                outcome = "timed_out";
                end = () =>
                    job.SetException(
                        Unavailable(
                            DeviceCodes.TimedOut,
                            $"The device {Name} did not finish the call within {_settings.CallSeconds} seconds. "
                                + "Its outputs are switched off before the next call."
                        )
                    );
            }
        }
        catch (RejectedException rejection)
        {
            if (rejection.Kind == RejectionKind.Unavailable)
                _connection.MarkLost(rejection);
            else
                outcome = rejection.Kind == RejectionKind.Conflict ? "busy" : "refused";
            end = () => job.SetException(rejection);
        }
        catch (Exception failure)
        {
            _connection.CurrentUser = null;
            end = () => job.SetException(failure);
        }

        var took = _clock.GetElapsedTime(start);
        job.Call.Took = took;
        _metrics.RecordCall(Name, outcome, job.Call.Waited.Value, took);
        lock (_lock)
        {
            _running = null;
            _lastCallAt = _clock.GetTimestamp();
            _averageCallMs = _averageCallMs == 0 ? took.TotalMilliseconds : (_averageCallMs * 0.8) + (took.TotalMilliseconds * 0.2);
        }

        end();
    }
}
