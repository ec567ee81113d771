namespace OpenEvent.Infrastructure.Lab;

/// <summary>Finds the edge of a trigger in recorded samples.</summary>
internal static class EdgeSearch
{
    /// <summary>The part of the signal's height that it must be away from the level before an edge, so that noise is no edge.</summary>
    private const double Hysteresis = 0.05;

    /// <returns>The index of the first sample at or beyond the level; null if there is no edge.</returns>
    /// <param name="from">The first index that can be found.</param>
    /// <param name="until">The index after the last one.</param>
    public static int? Find(ReadOnlySpan<float> samples, double level, bool isRising, int from, int until)
    {
        var sign = isRising ? 1 : -1;
        var (lowest, highest) = (double.MaxValue, double.MinValue);
        foreach (var sample in samples)
        {
            lowest = Math.Min(lowest, sample);
            highest = Math.Max(highest, sample);
        }

        var distance = (highest - lowest) * Hysteresis;
        var isArmed = false;
        for (var i = 0; i < Math.Min(until, samples.Length); i++)
        {
            var above = sign * (samples[i] - level);
            if (isArmed && above >= 0)
            {
                if (i >= from)
                    return i;
                isArmed = false;
            }
            isArmed |= above < -distance;
        }

        return null;
    }
}
