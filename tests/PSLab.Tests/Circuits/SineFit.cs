namespace OpenEvent.PSLab.Tests.Circuits;

/// <summary>The least-squares fit of a sine to samples: offset, amplitude, frequency, phase.</summary>
internal sealed record SineFit(double Offset, double Amplitude, double Hertz, double Phase)
{
    /// <param name="guess">The approximate frequency. Over the recording it must be correct to half a period.</param>
    public static SineFit Fit(IReadOnlyList<double> volts, double interval, double guess)
    {
        var hertz = guess;
        var best = Solve(volts, interval, hertz, null);
        for (var round = 0; round < 12; round++)
        {
            hertz += Solve(volts, interval, hertz, (best[1], best[2]))[3] / (2 * Math.PI);
            best = Solve(volts, interval, hertz, null);
        }
        return new(best[0], Math.Sqrt(best[1] * best[1] + best[2] * best[2]), hertz, Math.Atan2(best[2], best[1]));
    }

    /// <summary>
    /// Solves for offset, sine and cosine. With initial amplitudes it also solves for the change of 2π·frequency that improves the fit.
    /// </summary>
    private static double[] Solve(IReadOnlyList<double> y, double interval, double hertz, (double Sine, double Cosine)? initial)
    {
        var size = initial is null ? 3 : 4;
        var m = new double[size, size + 1];
        var row = new double[size];
        for (var i = 0; i < y.Count; i++)
        {
            var t = i * interval;
            var (s, c) = Math.SinCos(2 * Math.PI * hertz * t);
            row[0] = 1;
            row[1] = s;
            row[2] = c;
            if (initial is { } a)
                row[3] = t * (a.Sine * c - a.Cosine * s);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                    m[j, k] += row[j] * row[k];
                m[j, size] += row[j] * y[i];
            }
        }
        for (var k = 0; k < size; k++)
        for (var j = 0; j < size; j++)
        {
            if (j == k)
                continue;
            var f = m[j, k] / m[k, k];
            for (var l = k; l <= size; l++)
                m[j, l] -= f * m[k, l];
        }
        return [.. Enumerable.Range(0, size).Select(k => m[k, size] / m[k, k])];
    }
}
