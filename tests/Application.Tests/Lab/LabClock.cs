namespace OpenEvent.Application.Tests.Lab;

/// <summary>A clock that goes on only when it is told, and whose timers go off then.</summary>
internal sealed class LabClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Ends when somebody waits for a time to come.</summary>
    public async Task WaitedForAsync()
    {
        while (true)
        {
            lock (_lock)
                if (_alarms.Count > 0)
                    return;
            await Task.Yield();
        }
    }

    public void Pass(TimeSpan time)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += time;
            due = [.. _alarms.Where(a => a.At <= _now)];
            due.ForEach(a => a.Rearm());
        }

        due.ForEach(a => a.Ring());
    }

    private sealed class Alarm(LabClock clock, Action ring) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public Action Ring => ring;

        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                At = clock._now + _period;
            else
                clock._alarms.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (At, _period) = (clock._now + dueTime, period);
                clock._alarms.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
