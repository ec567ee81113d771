using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>
/// A board's clock that goes on only while the board works, and when the test says so: however late a busy machine sends a command, to the board it comes
/// when the test means it to.
/// </summary>
internal sealed class SteppedClock() : TickClock(TimeProvider.System)
{
    private long _now;

    public override long Now => Interlocked.Read(ref _now);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _now, ToTicks(time));

    public override void WaitUntil(long tick, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        for (var now = Now; now < tick; now = Now)
            Interlocked.CompareExchange(ref _now, tick, now);
    }
}
