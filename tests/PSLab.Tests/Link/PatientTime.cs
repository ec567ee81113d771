using System.Diagnostics;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>
/// The time of the wall for a process that gets its share of the machine; slower for one that does not. It goes on by beats of the thread pool, each by
/// what has passed but by a few milliseconds at most: a deadline of 150 ms is over when everybody had some fifty turns, not when the machine did
/// something else for so long. Driver and board share it, so that it is the same for both.
/// </summary>
internal sealed class PatientTime : TimeProvider
{
    private static readonly long Most = TimeSpan.FromMilliseconds(3).Ticks;

    private readonly Lock _lock = new();
    private readonly HashSet<Alarm> _alarms = [];
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _now,
        _beat = Stopwatch.GetTimestamp();

    private PatientTime() => _ = BeatAsync();

    public static PatientTime Shared { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_lock)
            return Now();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private long Now()
    {
        var passed = Stopwatch.GetElapsedTime(_beat).Ticks;
        // It creeps on: on no board do two commands come at the same moment.
        return _now + Math.Min(passed, Most) + Math.Max(0, passed - Most) / 100;
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (await timer.WaitForNextTickAsync())
        {
            Alarm[] due;
            lock (_lock)
            {
                (_now, _beat) = (Now(), Stopwatch.GetTimestamp());
                due = [.. _alarms.Where(a => a.At <= _now)];
                foreach (var alarm in due)
                    alarm.Rearm();
            }
            foreach (var alarm in due)
                ThreadPool.UnsafeQueueUserWorkItem(a => a.Ring(), alarm, preferLocal: false);
        }
    }

    private sealed class Alarm(PatientTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long At { get; private set; }

        public void Ring() => callback(state);

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                At += _period.Ticks;
            else
                time._alarms.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._alarms.Remove(this);
                if (dueTime < TimeSpan.Zero)
                    return true;
                (At, _period) = (time.Now() + dueTime.Ticks, period);
                time._alarms.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
