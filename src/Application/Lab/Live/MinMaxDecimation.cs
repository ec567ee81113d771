namespace OpenEvent.Application.Lab;

/// <summary>
/// Reduces samples to what a screen can show. Each part of a trace keeps its lowest and its highest value, so no peak is lost.
/// </summary>
internal static class MinMaxDecimation
{
    /// <summary>The number of values after the reduction.</summary>
    public static int CountAfter(int samples, int points) => samples <= points ? samples : Math.Max(2, points / 2 * 2);

    /// <returns>The samples themselves if there are not more than <paramref name="points"/>.</returns>
    public static float[] Reduce(float[] samples, int points)
    {
        if (samples.Length <= points)
            return samples;
        var reduced = new float[CountAfter(samples.Length, points)];
        var parts = reduced.Length / 2;
        for (var part = 0; part < parts; part++)
        {
            var from = (int)((long)part * samples.Length / parts);
            var until = (int)((long)(part + 1) * samples.Length / parts);
            var (lowest, highest) = (from, from);
            for (var i = from + 1; i < until; i++)
            {
                if (samples[i] < samples[lowest])
                    lowest = i;
                if (samples[i] > samples[highest])
                    highest = i;
            }
            reduced[2 * part] = samples[Math.Min(lowest, highest)];
            reduced[(2 * part) + 1] = samples[Math.Max(lowest, highest)];
        }

        return reduced;
    }
}
