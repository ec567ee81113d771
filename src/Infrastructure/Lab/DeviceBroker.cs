using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Stands before one device: a queue in which users take turns, one call at a time, a time limit for each, and the device made safe whenever another
/// user's turn begins. While nobody calls, it looks after the device: greets it again when it was lost, switches it off when it is left alone.
/// </summary>
internal sealed class DeviceBroker : ILabDevice, IAsyncDisposable
{
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1),
        ContactInterval = TimeSpan.FromSeconds(10),
        ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly IInstrument _instrument;
    private readonly LabSettings _settings;
    private readonly TimeProvider _clock;
    private readonly LabMetrics _meter;
    private readonly ILogger _log;
    private readonly string _kind;
    private readonly Lock _lock = new();
    private readonly TurnQueue<DeviceJob> _queue = new();
    private readonly ActiveBooking _activeBooking;
    private readonly SemaphoreSlim _wakeUp = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private InstrumentIdentity? _identity;
    private string? _fault;
    private DeviceJob? _running;
    private long? _currentUser;
    private long _lastCallAt;
    private long _lastContactAt;
    private double _averageCallMs;
    private int _disposed;
    private Task _loop = Task.CompletedTask;

    public DeviceBroker(
        string name,
        string kind,
        IInstrument instrument,
        LabSettings settings,
        TimeProvider clock,
        LabMetrics meter,
        ILogger log
    )
    {
        (Name, _kind, _instrument, _settings, _clock, _meter, _log) = (name, kind, instrument, settings, clock, meter, log);
        _activeBooking = new ActiveBooking(TimeSpan.FromMinutes(settings.IdleMinutes));
        _lastCallAt = _lastContactAt = clock.GetTimestamp();
        meter.ObserveDevice(name, () => Info.Waiting, () => _identity is not null && _fault is null);
    }

    public string Name { get; }

    public DeviceInfo Info
    {
        get
        {
            lock (_lock)
            {
                var state =
                    _fault is not null ? DeviceState.Lost
                    : _running is not null ? DeviceState.Busy
                    : _identity is null ? DeviceState.Starting
                    : DeviceState.Ready;
                return new DeviceInfo(state, _kind, _identity?.Board, _identity?.Firmware, _fault, _queue.Count);
            }
        }
    }

    public void Start() => _loop = Task.Run(RunAsync);

    public DeviceQueue GetQueue(long userId)
    {
        lock (_lock)
        {
            var (before, running) = (_queue.TurnsBefore(userId), _running is null ? 0 : 1);
            var turns = before ?? _queue.UserCount;
            return new DeviceQueue(
                _queue.Count,
                running == 1,
                before + running,
                TimeSpan.FromMilliseconds(_averageCallMs * (turns + running))
            );
        }
    }

    public async Task<byte[]> CallAsync(DeviceCall call, CancellationToken ct)
    {
        var job = new DeviceJob(call, _instrument.PrepareCall(call.Function), _clock.GetTimestamp(), ct);
        lock (_lock)
            Enqueue(job);
        _wakeUp.Release();
        using var queueTimeout = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.QueueSeconds), _clock);
        await using var cancellation = ct.Register(() => RemoveFromQueue(job, null));
        await using var timeout = queueTimeout.Token.Register(() =>
            RemoveFromQueue(
                job,
                Unavailable(DeviceCodes.TimedOut, $"The device {Name} had no time within {_settings.QueueSeconds} seconds.")
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
        if (_identity is not null && _fault is null)
            await TryMaintainAsync(_instrument.MakeSafeAsync);
        await _instrument.DisposeAsync();
    }

    /// <summary>What is done while nobody calls.</summary>
    private async Task RunIdleTasksAsync()
    {
        if (_identity is null || _fault is not null || _clock.GetElapsedTime(_lastContactAt) >= ContactInterval)
            await TryMaintainAsync(IdentifyAsync);
        if (
            _fault is null
            && _currentUser is { } user
            && _clock.GetElapsedTime(_lastCallAt) >= TimeSpan.FromMinutes(_settings.IdleMinutes)
            && !IsBookedBy(user)
        )
            await TryMaintainAsync(MakeSafeAsync);
    }

    /// <summary>A booking keeps its holder's settings, also through a long experiment.</summary>
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

    private void Enqueue(DeviceJob job)
    {
        var (user, now) = (job.Call.UserId, _clock.GetUtcNow());
        if (_stopping.IsCancellationRequested)
            throw Unavailable(DeviceCodes.Lost, "The server is stopping.");
        _activeBooking.Update(job.Call.Bookings, user, now);
        if (CheckBooking(user, now) is { } booked)
            throw booked;
        if (_queue.CountOf(user) >= _settings.CallsPerUser)
            throw QueueFull($"You have {_settings.CallsPerUser} calls waiting for the device {Name} already.");
        if (_queue.Count >= _settings.CallsPerDevice)
            throw QueueFull($"Too many calls wait for the device {Name}.");
        _queue.Enqueue(user, job);
    }

    private DeviceJob? DequeueNext()
    {
        lock (_lock)
            return _running = _queue.Dequeue(_activeBooking.FindBooking(_clock.GetUtcNow())?.UserId);
    }

    private void RemoveFromQueue(DeviceJob job, RejectedException? reason)
    {
        lock (_lock)
            if (!_queue.Remove(job.Call.UserId, job))
                return; // its turn has come: the device's time limit and the caller's token end it
        job.Call.Waited = _clock.GetElapsedTime(job.EnqueuedAt);
        if (reason is null)
            job.SetCancelled();
        else
            job.SetException(reason);
    }

    private async Task ServeAsync(DeviceJob job)
    {
        var start = _clock.GetTimestamp();
        job.Call.Waited = _clock.GetElapsedTime(job.EnqueuedAt, start);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.CallSeconds), _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(job.CallerCancelled, timeout.Token, _stopping.Token);
        var outcome = "failed";
        Action end;
        try
        {
            lock (_lock)
                if (CheckBooking(job.Call.UserId, _clock.GetUtcNow()) is { } booked)
                    throw booked;
            if (_currentUser != job.Call.UserId)
                await MakeSafeAsync(linked.Token);
            _currentUser = job.Call.UserId;
            var result = await job.Run(linked.Token).WaitAsync(linked.Token);
            (outcome, end) = ("done", () => job.SetResult(result));
            MarkAvailable();
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            _currentUser = null; // nobody knows how far the device came
            (outcome, end) =
                job.CallerCancelled.IsCancellationRequested ? ("cancelled", (Action)job.SetCancelled)
                : _stopping.IsCancellationRequested
                    ? ("failed", () => job.SetException(Unavailable(DeviceCodes.Lost, "The server is stopping.")))
                : ("timed_out", () =>
                    job.SetException(
                        Unavailable(DeviceCodes.TimedOut, $"The device {Name} was not ready within {_settings.CallSeconds} seconds.")
                    )
                );
        }
        catch (RejectedException rejection)
        {
            if (rejection.Kind == RejectionKind.Unavailable)
                MarkLost(rejection);
            else
                outcome = rejection.Kind == RejectionKind.Conflict ? "busy" : "refused";
            end = () => job.SetException(rejection);
        }
        catch (Exception failure)
        {
            _currentUser = null;
            end = () => job.SetException(failure);
        }

        var took = _clock.GetElapsedTime(start);
        job.Call.Took = took;
        _meter.RecordCall(Name, outcome, job.Call.Waited.Value, took);
        lock (_lock)
        {
            _running = null;
            _lastCallAt = _clock.GetTimestamp();
            _averageCallMs = _averageCallMs == 0 ? took.TotalMilliseconds : (_averageCallMs * 0.8) + (took.TotalMilliseconds * 0.2);
        }

        end();
    }

    private async Task MakeSafeAsync(CancellationToken ct)
    {
        _currentUser = null;
        await _instrument.MakeSafeAsync(ct).WaitAsync(ct);
    }

    private async Task IdentifyAsync(CancellationToken ct)
    {
        var isNew = _identity is null || _fault is not null;
        var identity = await _instrument.IdentifyAsync(ct).WaitAsync(ct);
        if (isNew)
            await MakeSafeAsync(ct); // a board that was away, or another server's, may have its outputs on
        if (isNew)
            _log.LogInformation("Device {Device:l} answers: {Board:l}, firmware {Firmware:l}", Name, identity.Board, identity.Firmware);
        lock (_lock)
            _identity = identity;
        MarkAvailable();
    }

    private void MarkAvailable()
    {
        lock (_lock)
            (_fault, _lastContactAt) = (null, _clock.GetTimestamp());
    }

    private void MarkLost(RejectedException reason)
    {
        _currentUser = null;
        bool wasAvailable;
        lock (_lock)
            (wasAvailable, _fault) = (_fault is null, reason.Message);
        if (!wasAvailable)
            return;
        _meter.RecordLoss(Name);
        _log.LogWarning("Device {Device:l} is lost: {Reason:l}", Name, reason.Message);
    }

    /// <summary>Housekeeping: what fails is the device's state, not somebody's error.</summary>
    private async Task TryMaintainAsync(Func<CancellationToken, Task> action)
    {
        using var limit = new CancellationTokenSource(
            _stopping.IsCancellationRequested ? ShutdownTimeout : TimeSpan.FromSeconds(_settings.CallSeconds)
        );
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            _loop.IsCompleted ? CancellationToken.None : _stopping.Token
        );
        try
        {
            await action(linked.Token);
        }
        catch (RejectedException rejection)
        {
            MarkLost(rejection);
        }
        catch (OperationCanceledException)
        {
            if (!_stopping.IsCancellationRequested)
                MarkLost(Unavailable(DeviceCodes.TimedOut, $"The device {Name} does not answer."));
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "Device {Device:l} cannot be looked after", Name);
            MarkLost(Unavailable(DeviceCodes.Lost, $"The device {Name} cannot be used."));
        }
    }

    private RejectedException? CheckBooking(long user, DateTimeOffset now) =>
        _activeBooking.FindBooking(now) is { } booking && booking.UserId != user && _activeBooking.IsHeldByActiveUser(booking.UserId, now)
            ? new RejectedException(
                RejectionKind.Conflict,
                [new Problem($"The device {Name} is booked until {booking.EndsAt:yyyy-MM-ddTHH:mm:ssZ}.", Code: DeviceCodes.Booked)]
            )
            {
                RetryAfter = booking.EndsAt - now,
            }
            : null;

    private static RejectedException QueueFull(string detail) =>
        new(RejectionKind.TooManyRequests, [new Problem(detail, Code: DeviceCodes.QueueFull)]) { RetryAfter = TimeSpan.FromSeconds(5) };

    private static RejectedException Unavailable(string code, string detail) =>
        new(RejectionKind.Unavailable, [new Problem(detail, Code: code)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
