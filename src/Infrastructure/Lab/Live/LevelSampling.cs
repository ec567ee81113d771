namespace OpenEvent.Infrastructure.Lab;

/// <summary>Turns recorded edges into samples of 0 and 1.</summary>
internal static class LevelSampling
{
    /// <param name="isHigh">The level before the first edge.</param>
    /// <param name="edges">Their times in seconds, in order.</param>
    public static float[] Sample(bool isHigh, IReadOnlyList<double> edges, int count, double interval)
    {
        var samples = new float[count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            for (; next < edges.Count && edges[next] <= i * interval; next++)
                isHigh = !isHigh;
            samples[i] = isHigh ? 1 : 0;
        }

        return samples;
    }
}
