namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The board's 64 MHz instruction clock as a whole number of ticks since power-on. Everything that the board times (PWM, counters, logic analyser,
/// sampling) counts these ticks, so that a frequency which is exact on the board is exact here. Another clock may go on as it likes.
/// </summary>
public class TickClock(TimeProvider time)
{
    public const long TicksPerSecond = 64_000_000;

    public const long TicksPerMicrosecond = 64;

    /// <summary>The sampling timer (TMR5 behind its prescaler) counts eighths of a microsecond.</summary>
    public const long TicksPerGap = 8;

    private readonly long _start = time.GetTimestamp();

    public virtual long Now => ToTicks(time.GetElapsedTime(_start));

    public DateTimeOffset WallClock => time.GetUtcNow();

    public static double ToSeconds(long ticks) => ticks / (double)TicksPerSecond;

    public static long ToTicks(TimeSpan span) => span.Ticks * 32 / 5;

    /// <summary>Rounded up, so that whoever waits for a tick does not wake before it.</summary>
    public static TimeSpan ToTimeSpan(long ticks) => new((ticks * 5 + 31) / 32);

    /// <summary>Waits until the clock shows <paramref name="tick"/>; sleeps are coarse, so the end is waited for by spinning.</summary>
    public virtual void WaitUntil(long tick, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var left = tick - Now;
            if (left <= 0)
                return;
            if (left < TicksPerSecond / 5000)
                Thread.SpinWait(50);
            else
                ct.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(ToTimeSpan(left).TotalMilliseconds - 0.5))));
        }
    }
}
