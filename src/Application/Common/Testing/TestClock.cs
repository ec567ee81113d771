namespace OpenEvent.Application.Common;

/// <summary>
/// The clock of testing mode. It shows the real time until it is moved. A move forward is the passing of that time for everything that
/// waits: timers that would have ended fire, and measured durations contain it. A frozen clock shows one instant; timers go on, because
/// the server's own maintenance depends on them. Thread-safe.
/// </summary>
public sealed class TestClock : TimeProvider
{
    /// <summary>The instants that it can be set to.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly HashSet<ShiftedTimer> _running = [];
    private ClockState _state;
    private TimeSpan _skipped;

    public ClockState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _state.FrozenAt ?? System.GetUtcNow() + _state.Shift;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return System.GetTimestamp() + (long)(_skipped.TotalSeconds * TimestampFrequency);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ShiftedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to an instant. It stays frozen if it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before <see cref="Earliest"/> or after <see cref="Latest"/>.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, Earliest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(instant, Latest);
        ShiftedTimer[] timers;
        TimeSpan step;
        lock (_lock)
        {
            step = instant - GetUtcNow();
            _state = new ClockState(instant - System.GetUtcNow(), _state.FrozenAt is null ? null : instant);
            if (step <= TimeSpan.Zero)
                return;
            _skipped += step;
            timers = [.. _running];
        }

        foreach (var timer in timers)
            timer.Skip(step);
    }

    public void Freeze()
    {
        lock (_lock)
            _state = _state with { FrozenAt = GetUtcNow() };
    }

    /// <summary>Goes on from the instant that it shows.</summary>
    public void Unfreeze()
    {
        lock (_lock)
            if (_state.FrozenAt is { } instant)
                _state = new ClockState(instant - System.GetUtcNow(), null);
    }

    /// <summary>Shows the real time again.</summary>
    public void Reset()
    {
        lock (_lock)
            _state = default;
    }

    private void Add(ShiftedTimer timer)
    {
        lock (_lock)
            _running.Add(timer);
    }

    private void Remove(ShiftedTimer timer)
    {
        lock (_lock)
            _running.Remove(timer);
    }

    /// <summary>A timer of the system whose remaining time can be shortened.</summary>
    private sealed class ShiftedTimer : ITimer
    {
        private readonly TestClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _callbackState;
        private readonly Lock _lock = new();
        private readonly ITimer _inner;
        private long _started;
        private TimeSpan _remaining = Timeout.InfiniteTimeSpan;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public ShiftedTimer(TestClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _callbackState) = (clock, callback, state);
            _inner = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                (_started, _remaining, _period) = (System.GetTimestamp(), dueTime, period);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    _clock.Remove(this);
                else
                    _clock.Add(this);
                return _inner.Change(dueTime, period);
            }
        }

        public void Skip(TimeSpan time)
        {
            lock (_lock)
            {
                if (_remaining == Timeout.InfiniteTimeSpan)
                    return;
                var left = _remaining - System.GetElapsedTime(_started) - time;
                (_started, _remaining) = (System.GetTimestamp(), left > TimeSpan.Zero ? left : TimeSpan.Zero);
                _inner.Change(_remaining, _period);
            }
        }

        public void Dispose()
        {
            _clock.Remove(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _clock.Remove(this);
            return _inner.DisposeAsync();
        }

        private void Fire()
        {
            lock (_lock)
            {
                (_started, _remaining) = (System.GetTimestamp(), _period);
                if (_period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero)
                {
                    _remaining = Timeout.InfiniteTimeSpan;
                    _clock.Remove(this);
                }
            }

            _callback(_callbackState);
        }
    }
}
