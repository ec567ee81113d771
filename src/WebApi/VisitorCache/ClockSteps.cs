namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Notices when the clock of the machine is set. The memory of the output cache keeps answers until a time of day, which after a step back
/// comes too late. Thread-safe.
/// </summary>
internal sealed class ClockSteps(TimeProvider clock)
{
    /// <summary>A clock that is only made faster or slower changes by half a millisecond in a second.</summary>
    private static readonly TimeSpan MinStep = TimeSpan.FromMilliseconds(100);

    private readonly long _start = clock.GetTimestamp();
    private long _offset = clock.GetUtcNow().Ticks;

    /// <returns>Whether the clock was set since the last call that returned true, or since the start.</returns>
    public bool TakeStep()
    {
        var before = clock.GetElapsedTime(_start);
        var now = clock.GetUtcNow();
        // A thread that was interrupted between the two learns nothing.
        if (clock.GetElapsedTime(_start) - before > MinStep / 2)
            return false;
        var offset = (now - before).Ticks;
        var last = Interlocked.Read(ref _offset);
        return Math.Abs(offset - last) >= MinStep.Ticks && Interlocked.CompareExchange(ref _offset, offset, last) == last;
    }
}
