namespace OpenEvent.PSLab.Instruments;

/// <summary>A pin and the edges to record on it.</summary>
public sealed record LogicChannel(DigitalInput Input, Edge Edge);

/// <summary>The rising or falling edge that starts a recording.</summary>
public sealed record LogicTrigger(DigitalInput Input, Edge Edge);

/// <summary>
/// The edges to record. One or two pins can be any pins, for up to 67 s. Three or four pins are LA1 to LA4, with at most
/// <see cref="MaxEdgeSpacing"/> between two edges of a pin.
/// </summary>
public sealed record LogicSettings(IReadOnlyList<LogicChannel> Channels)
{
    public LogicTrigger? Trigger { get; init; }

    /// <summary>
    /// With three and four pins, the longest time between two edges of a pin, at most 262 ms. Their time stamps have only 16 bits.
    /// </summary>
    public TimeSpan MaxEdgeSpacing { get; init; } = TimeSpan.FromMilliseconds(1);
}

/// <summary>The recorded edges of a pin, in seconds since the recording began, and the level before the first edge.</summary>
public sealed record LogicTrace(DigitalInput Input, Edge Edge, bool InitialLevel, double[] Times);
