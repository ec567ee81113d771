namespace OpenEvent.PSLab.Instruments;

/// <summary>A pin and the edges to record on it.</summary>
public sealed record LogicChannel(DigitalInput Input, Edge Edge);

/// <summary>What starts a recording: an edge (rising or falling) of a pin.</summary>
public sealed record LogicTrigger(DigitalInput Input, Edge Edge);

/// <summary>
/// Edges to record: one pin or two (any, 67 s), or LA1 to LA3 or LA4 with <see cref="MaxEdgeSpacing"/> between edges of one pin.
/// </summary>
public sealed record LogicSettings(IReadOnlyList<LogicChannel> Channels)
{
    public LogicTrigger? Trigger { get; init; }

    /// <summary>With three and four pins, the longest time between two edges of a pin (262 ms at most): time stamps have 16 bits there.</summary>
    public TimeSpan MaxEdgeSpacing { get; init; } = TimeSpan.FromMilliseconds(1);
}

/// <summary>The recorded edges of a pin, in seconds since the recording began, and the level before the first.</summary>
public sealed record LogicTrace(DigitalInput Input, Edge Edge, bool InitialLevel, double[] Times);

/// <summary>A recording on the board: how its time stamps are stored and what a tick is.</summary>
internal sealed record ActiveLogicCapture(IReadOnlyList<LogicChannel> Channels, bool IsLong, double Tick, double Skew);
