namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The board's 64 MHz instruction clock as the number of ticks since power-on. All timing of the board (PWM, counters, logic analyser,
/// sampling) is in these ticks, so a frequency that is exact on the board is exact here.
/// </summary>
public class TickClock(TimeProvider time)
{
    public const long TicksPerSecond = 64_000_000;

    public const long TicksPerMicrosecond = 64;

    /// <summary>The sampling timer (TMR5 with its prescaler) counts in 1/8 µs.</summary>
    public const long TicksPerGap = 8;

    private readonly long _start = time.GetTimestamp();

    public virtual long Now => ToTicks(time.GetElapsedTime(_start));

    public DateTimeOffset WallClock => time.GetUtcNow();

    public static double ToSeconds(long ticks) => ticks / (double)TicksPerSecond;

    public static long ToTicks(TimeSpan span) => span.Ticks * 32 / 5;

    /// <summary>Rounded up, so that a wait for this time does not end before the tick.</summary>
    public static TimeSpan ToTimeSpan(long ticks) => new((ticks * 5 + 31) / 32);

    /// <summary>
    /// Waits until the clock reaches <paramref name="tick"/>. Sleeping is not precise, so the end of the wait is a busy loop.
    /// </summary>
    public virtual void WaitUntil(long tick, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var remaining = tick - Now;
            if (remaining <= 0)
                return;
            if (remaining < TicksPerSecond / 5000)
                Thread.SpinWait(50);
            else
                ct.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(ToTimeSpan(remaining).TotalMilliseconds - 0.5))));
        }
    }
}
