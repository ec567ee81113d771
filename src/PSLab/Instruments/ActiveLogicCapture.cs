namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// A recording on the board: the format of its time stamps, and the tick and the offset between channels in seconds and ticks.
/// </summary>
internal sealed record ActiveLogicCapture(IReadOnlyList<LogicChannel> Channels, bool IsLong, double Tick, double Skew)
{
    /// <summary>The number of ticks after which the low word of a time stamp wraps around.</summary>
    private const uint WordWrap = 65_536;

    /// <summary>
    /// Whether the edge that triggered may be the first event. A real board records it with the time 0, the value of cleared memory.
    /// </summary>
    public bool MayBeginWithTrigger { get; init; }

    /// <summary>Converts time stamps to seconds. A time stamp that is smaller than the one before it has wrapped around.</summary>
    public double[] ToSeconds(int channel, uint[] stamps)
    {
        var times = new double[stamps.Length];
        var wraps = 0.0;
        var last = 0u;
        for (var i = 0; i < stamps.Length; i++)
        {
            var stamp = stamps[i];
            // The board's timer of the high word is one tick late, so a low word of 0 comes with the high word before the right one.
            if (IsLong && stamp % WordWrap == 0 && (stamp > 0 || i > 0))
                stamp += WordWrap;
            if (stamp < last)
                wraps += IsLong ? uint.MaxValue + 1.0 : WordWrap;
            times[i] = (stamp + wraps + channel * Skew) * Tick;
            last = stamp;
        }
        return times;
    }

    /// <summary>Removes zeros at both ends: they are cleared memory, not events.</summary>
    public static uint[] TrimZeros(uint[] stamps)
    {
        var begin = Array.FindIndex(stamps, s => s != 0);
        return begin < 0 ? [] : stamps[begin..(Array.FindLastIndex(stamps, s => s != 0) + 1)];
    }
}
