using System.Diagnostics;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>
/// A clock that slows down while this process does not get processor time. The thread pool advances it in small steps, each at most a few
/// milliseconds. So a deadline of 150 ms expires after about fifty steps, and not because the machine was busy with something else. Driver
/// and board share it, so that both see the same time.
/// </summary>
internal sealed class LoadTolerantTimeProvider : TimeProvider
{
    private static readonly long MaxStep = TimeSpan.FromMilliseconds(3).Ticks;

    private readonly Lock _lock = new();
    private readonly HashSet<LoadTolerantTimer> _timers = [];
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _now,
        _lastTick = Stopwatch.GetTimestamp();

    private LoadTolerantTimeProvider() => _ = TickAsync();

    public static LoadTolerantTimeProvider Shared { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_lock)
            return Now();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new LoadTolerantTimer(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private long Now()
    {
        var passed = Stopwatch.GetElapsedTime(_lastTick).Ticks;
        // Each call advances the clock a little, because on a real board two commands never come at the same time.
        return _now + Math.Min(passed, MaxStep) + Math.Max(0, passed - MaxStep) / 100;
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (await timer.WaitForNextTickAsync())
        {
            LoadTolerantTimer[] due;
            lock (_lock)
            {
                (_now, _lastTick) = (Now(), Stopwatch.GetTimestamp());
                due = [.. _timers.Where(a => a.DueAt <= _now)];
                foreach (var alarm in due)
                    alarm.Rearm();
            }
            foreach (var alarm in due)
                ThreadPool.UnsafeQueueUserWorkItem(a => a.Fire(), alarm, preferLocal: false);
        }
    }

    private sealed class LoadTolerantTimer(LoadTolerantTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long DueAt { get; private set; }

        public void Fire() => callback(state);

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                DueAt += _period.Ticks;
            else
                time._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime < TimeSpan.Zero)
                    return true;
                (DueAt, _period) = (time.Now() + dueTime.Ticks, period);
                time._timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
