namespace OpenEvent.PSLab.Virtual;

/// <summary>The processor's clock. It advances captures and recordings, and lets commands take as long as on the board.</summary>
internal sealed class SimulationClock(TickClock clock)
{
    private static readonly long OverrunThreshold = TickClock.TicksPerSecond / 1000;

    public long Now => clock.Now;

    public DateTimeOffset WallClock => clock.WallClock;

    public CancellationToken CancellationToken { get; set; }

    /// <summary>Advances captures and recordings to a tick.</summary>
    public Action<long> Advance { get; set; } = _ => { };

    /// <summary>Called when the processor was busy for so long that its receive queue may have overflowed.</summary>
    public Action InputOverrun { get; set; } = () => { };

    /// <summary>Waits while the processor is busy and reads nothing.</summary>
    public void BusyFor(long ticks)
    {
        clock.WaitUntil(clock.Now + ticks, CancellationToken);
        if (ticks >= OverrunThreshold)
            InputOverrun();
    }
}
