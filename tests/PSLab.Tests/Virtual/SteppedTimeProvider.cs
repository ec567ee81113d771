using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>A board's <see cref="SteppedClock"/> as the driver's time: it goes on by what the board works, by what the driver waits out, and by what the test lets pass.</summary>
internal sealed class SteppedTimeProvider(SteppedClock clock) : TimeProvider
{
    public override long TimestampFrequency => TickClock.TicksPerSecond;

    public override long GetTimestamp() => clock.Now;

    /// <summary>Rings when the machine had its share for so long; a deadline that is met does not ring, and passes no time.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        LoadTolerantTimeProvider.Shared.CreateTimer(
            _ =>
            {
                clock.Advance(dueTime);
                callback(state);
            },
            null,
            dueTime,
            period
        );
}
