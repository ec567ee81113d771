using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>
/// The time of the driver, taken from a board's <see cref="SteppedClock"/>. Waits of the driver advance that clock, and take a fraction of
/// their time.
/// </summary>
/// <param name="clock">The clock of the board.</param>
/// <param name="speed">How much faster than the time of the process the waits are.</param>
internal sealed class SteppedTimeProvider(SteppedClock clock, int speed = 1) : TimeProvider
{
    public override long TimestampFrequency => TickClock.TicksPerSecond;

    public override long GetTimestamp() => clock.Now;

    /// <summary>
    /// The timer fires after the process got processor time for that fraction of the duration. A timer that is cancelled before does not
    /// advance the clock.
    /// </summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        LoadTolerantTimeProvider.Shared.CreateTimer(
            _ =>
            {
                clock.Advance(dueTime);
                callback(state);
            },
            null,
            dueTime > TimeSpan.Zero ? dueTime / speed : dueTime,
            period > TimeSpan.Zero ? period / speed : period
        );
}
