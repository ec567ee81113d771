using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Stands before one device: a queue in which users take turns, one call at a time, a time limit for each, and the device made safe whenever another
/// user's turn begins. While nobody calls, it looks after the device: greets it again when it was lost, switches it off when it is left alone.
/// </summary>
internal sealed class BenchBroker : IBench, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1),
        Look = TimeSpan.FromSeconds(10),
        Farewell = TimeSpan.FromSeconds(5);

    private readonly IInstrument _instrument;
    private readonly LabSettings _settings;
    private readonly TimeProvider _clock;
    private readonly LabMeter _meter;
    private readonly ILogger _log;
    private readonly string _kind;
    private readonly Lock _lock = new();
    private readonly TurnQueue<BenchJob> _queue = new();
    private readonly Tenure _tenure;
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _leaving = new();
    private InstrumentIdentity? _identity;
    private string? _fault;
    private BenchJob? _running;
    private long? _user;
    private long _called;
    private long _heard;
    private double _usual;
    private int _left;
    private Task _loop = Task.CompletedTask;

    public BenchBroker(
        string name,
        string kind,
        IInstrument instrument,
        LabSettings settings,
        TimeProvider clock,
        LabMeter meter,
        ILogger log
    )
    {
        (Name, _kind, _instrument, _settings, _clock, _meter, _log) = (name, kind, instrument, settings, clock, meter, log);
        _tenure = new Tenure(TimeSpan.FromMinutes(settings.IdleMinutes));
        _called = _heard = clock.GetTimestamp();
        meter.Watch(name, () => Status.Waiting, () => _identity is not null && _fault is null);
    }

    public string Name { get; }

    public BenchStatus Status
    {
        get
        {
            lock (_lock)
            {
                var state =
                    _fault is not null ? BenchState.Lost
                    : _running is not null ? BenchState.Busy
                    : _identity is null ? BenchState.Starting
                    : BenchState.Ready;
                return new BenchStatus(state, _kind, _identity?.Board, _identity?.Firmware, _fault, _queue.Count);
            }
        }
    }

    public void Start() => _loop = Task.Run(WorkAsync);

    public BenchQueue QueueFor(long userId)
    {
        lock (_lock)
        {
            var (before, running) = (_queue.TurnsBefore(userId), _running is null ? 0 : 1);
            var turns = before ?? _queue.UserCount;
            return new BenchQueue(_queue.Count, running == 1, before + running, TimeSpan.FromMilliseconds(_usual * (turns + running)));
        }
    }

    public async Task<byte[]> CallAsync(BenchCall call, CancellationToken ct)
    {
        var job = new BenchJob(call, _instrument.Prepare(call.Function), _clock.GetTimestamp(), ct);
        lock (_lock)
            Admit(job);
        _work.Release();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.QueueSeconds), _clock);
        await using var gone = ct.Register(() => Withdraw(job, null));
        await using var late = patience.Token.Register(() =>
            Withdraw(job, Unavailable(BenchCodes.TimedOut, $"The device {Name} had no time within {_settings.QueueSeconds} seconds."))
        );
        return await job.Ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 1)
            return;
        await _leaving.CancelAsync();
        await _loop;
        lock (_lock)
            while (_queue.Take() is { } job)
                job.Failed(Unavailable(BenchCodes.Lost, "The server is stopping."));
        if (_identity is not null && _fault is null)
            await SafelyAsync(_instrument.MakeSafeAsync);
        await _instrument.DisposeAsync();
    }

    /// <summary>What is done while nobody calls.</summary>
    private async Task BeatAsync()
    {
        if (_identity is null || _fault is not null || _clock.GetElapsedTime(_heard) >= Look)
            await SafelyAsync(GreetAsync);
        if (
            _fault is null
            && _user is { } user
            && _clock.GetElapsedTime(_called) >= TimeSpan.FromMinutes(_settings.IdleMinutes)
            && !Holds(user)
        )
            await SafelyAsync(MakeSafeAsync);
    }

    /// <summary>A booking keeps its holder's settings, also through a long experiment.</summary>
    private bool Holds(long user)
    {
        lock (_lock)
            return _tenure.HolderAt(_clock.GetUtcNow())?.UserId == user;
    }

    private async Task WorkAsync()
    {
        await using var timer = _clock.CreateTimer(
            _ =>
            {
                if (_work.CurrentCount == 0)
                    _work.Release();
            },
            null,
            Beat,
            Beat
        );
        await BeatAsync();
        while (!_leaving.IsCancellationRequested)
        {
            try
            {
                await _work.WaitAsync(_leaving.Token);
                if (TakeNext() is { } job)
                    await ServeAsync(job);
                else
                    await BeatAsync();
            }
            catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Admit(BenchJob job)
    {
        var (user, now) = (job.Call.UserId, _clock.GetUtcNow());
        if (_leaving.IsCancellationRequested)
            throw Unavailable(BenchCodes.Lost, "The server is stopping.");
        _tenure.Learn(job.Call.Bookings, user, now);
        if (Objection(user, now) is { } booked)
            throw booked;
        if (_queue.CountOf(user) >= _settings.CallsPerUser)
            throw Full($"You have {_settings.CallsPerUser} calls waiting for the device {Name} already.");
        if (_queue.Count >= _settings.CallsPerDevice)
            throw Full($"Too many calls wait for the device {Name}.");
        _queue.Add(user, job);
    }

    private BenchJob? TakeNext()
    {
        lock (_lock)
            return _running = _queue.Take(_tenure.HolderAt(_clock.GetUtcNow())?.UserId);
    }

    private void Withdraw(BenchJob job, Refused? why)
    {
        lock (_lock)
            if (!_queue.Remove(job.Call.UserId, job))
                return; // its turn has come: the device's time limit and the caller's token end it
        job.Call.Waited = _clock.GetElapsedTime(job.Since);
        if (why is null)
            job.Cancelled();
        else
            job.Failed(why);
    }

    private async Task ServeAsync(BenchJob job)
    {
        var start = _clock.GetTimestamp();
        job.Call.Waited = _clock.GetElapsedTime(job.Since, start);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.CallSeconds), _clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(job.Gone, late.Token, _leaving.Token);
        var outcome = "failed";
        Action end;
        try
        {
            lock (_lock)
                if (Objection(job.Call.UserId, _clock.GetUtcNow()) is { } booked)
                    throw booked;
            if (_user != job.Call.UserId)
                await MakeSafeAsync(any.Token);
            _user = job.Call.UserId;
            var result = await job.Run(any.Token).WaitAsync(any.Token);
            (outcome, end) = ("done", () => job.Done(result));
            Found();
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested)
        {
            _user = null; // nobody knows how far the device came
            (outcome, end) =
                job.Gone.IsCancellationRequested ? ("cancelled", (Action)job.Cancelled)
                : _leaving.IsCancellationRequested ? ("failed", () => job.Failed(Unavailable(BenchCodes.Lost, "The server is stopping.")))
                : ("timed_out", () =>
                    job.Failed(Unavailable(BenchCodes.TimedOut, $"The device {Name} was not ready within {_settings.CallSeconds} seconds."))
                );
        }
        catch (Refused refused)
        {
            if (refused.Kind == RefusalKind.Unavailable)
                Lost(refused);
            else
                outcome = refused.Kind == RefusalKind.Conflict ? "busy" : "refused";
            end = () => job.Failed(refused);
        }
        catch (Exception failure)
        {
            _user = null;
            end = () => job.Failed(failure);
        }

        var took = _clock.GetElapsedTime(start);
        job.Call.Took = took;
        _meter.Ended(Name, outcome, job.Call.Waited.Value, took);
        lock (_lock)
        {
            _running = null;
            _called = _clock.GetTimestamp();
            _usual = _usual == 0 ? took.TotalMilliseconds : (_usual * 0.8) + (took.TotalMilliseconds * 0.2);
        }

        end();
    }

    private async Task MakeSafeAsync(CancellationToken ct)
    {
        _user = null;
        await _instrument.MakeSafeAsync(ct).WaitAsync(ct);
    }

    private async Task GreetAsync(CancellationToken ct)
    {
        var isNew = _identity is null || _fault is not null;
        var identity = await _instrument.IdentifyAsync(ct).WaitAsync(ct);
        if (isNew)
            await MakeSafeAsync(ct); // a board that was away, or another server's, may have its outputs on
        if (isNew)
            _log.LogInformation("Device {Device:l} answers: {Board:l}, firmware {Firmware:l}", Name, identity.Board, identity.Firmware);
        lock (_lock)
            _identity = identity;
        Found();
    }

    private void Found()
    {
        lock (_lock)
            (_fault, _heard) = (null, _clock.GetTimestamp());
    }

    private void Lost(Refused why)
    {
        _user = null;
        bool isNews;
        lock (_lock)
            (isNews, _fault) = (_fault is null, why.Message);
        if (!isNews)
            return;
        _meter.Lost(Name);
        _log.LogWarning("Device {Device:l} is lost: {Reason:l}", Name, why.Message);
    }

    /// <summary>Housekeeping: what fails is the device's state, not somebody's error.</summary>
    private async Task SafelyAsync(Func<CancellationToken, Task> keep)
    {
        using var limit = new CancellationTokenSource(
            _leaving.IsCancellationRequested ? Farewell : TimeSpan.FromSeconds(_settings.CallSeconds)
        );
        using var any = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            _loop.IsCompleted ? CancellationToken.None : _leaving.Token
        );
        try
        {
            await keep(any.Token);
        }
        catch (Refused refused)
        {
            Lost(refused);
        }
        catch (OperationCanceledException)
        {
            if (!_leaving.IsCancellationRequested)
                Lost(Unavailable(BenchCodes.TimedOut, $"The device {Name} does not answer."));
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "Device {Device:l} cannot be looked after", Name);
            Lost(Unavailable(BenchCodes.Lost, $"The device {Name} cannot be used."));
        }
    }

    private Refused? Objection(long user, DateTimeOffset now) =>
        _tenure.HolderAt(now) is { } held && held.UserId != user && _tenure.IsHeldBy(held.UserId, now)
            ? new Refused(
                RefusalKind.Conflict,
                [new Problem($"The device {Name} is booked until {held.EndsAt:yyyy-MM-ddTHH:mm:ssZ}.", Code: BenchCodes.Booked)]
            )
            {
                RetryAfter = held.EndsAt - now,
            }
            : null;

    private static Refused Full(string detail) =>
        new(RefusalKind.Throttled, [new Problem(detail, Code: BenchCodes.Full)]) { RetryAfter = TimeSpan.FromSeconds(5) };

    private static Refused Unavailable(string code, string detail) =>
        new(RefusalKind.Unavailable, [new Problem(detail, Code: code)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
