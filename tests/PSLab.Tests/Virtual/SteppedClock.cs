using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>
/// A board's clock that only advances while the board works, or when the test advances it. So a delay of the machine does not change when a
/// command reaches the board.
/// </summary>
/// <param name="ticksPerRead">What each look at the clock takes; on a real board two commands never come at the same time.</param>
internal sealed class SteppedClock(long ticksPerRead = 0) : TickClock(TimeProvider.System)
{
    private long _now;

    public override long Now => Interlocked.Add(ref _now, ticksPerRead);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _now, ToTicks(time));

    public override void WaitUntil(long tick, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        for (var now = Now; now < tick; now = Now)
            Interlocked.CompareExchange(ref _now, tick, now);
    }
}
