namespace OpenEvent.PSLab.Virtual;

/// <summary>The processor's time: what runs beside it (captures, recordings) is brought up to date, and work takes as long as on the board.</summary>
internal sealed class SimulationClock(TickClock clock)
{
    private static readonly long OverrunThreshold = TickClock.TicksPerSecond / 1000;

    public long Now => clock.Now;

    public DateTimeOffset WallClock => clock.WallClock;

    public CancellationToken CancellationToken { get; set; }

    /// <summary>What has to follow the time.</summary>
    public Action<long> Advance { get; set; } = _ => { };

    /// <summary>The processor was away for so long that its receive queue may have run over.</summary>
    public Action InputOverrun { get; set; } = () => { };

    /// <summary>The processor does something else for so long, and hears nothing.</summary>
    public void BusyFor(long ticks)
    {
        clock.WaitUntil(clock.Now + ticks, CancellationToken);
        if (ticks >= OverrunThreshold)
            InputOverrun();
    }
}
