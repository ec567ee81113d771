namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Finds the time constant of a capacitor that is discharged through <see cref="CapacitanceMeter.DischargeResistor"/> during a recording.
/// Before and after the discharge the converter discharges it too, through about 1.1 MΩ. A small capacitor is empty before the discharge
/// begins, and then only that slow fall can be seen: 1 nF would look like 105 nF.
/// </summary>
internal static class DischargeFit
{
    /// <summary>The shortest time constant that tells something about the capacitor, 4 ms for 0.4 µF.</summary>
    private const double ShortestConstant = 4e-3;

    /// <summary>The load of the converter on CAP, as a multiple of the resistor of the discharge.</summary>
    private const double LoadRatio = 110;

    /// <summary>Samples that are averaged to one point, and the fewest points of a curve.</summary>
    private const int BlockSize = 20,
        MinPoints = 15;

    /// <summary>The largest deviation from an exponential curve, as a fraction of the initial voltage.</summary>
    private const double MaxDeviation = 0.02;

    private const string TooSmall =
        "The capacitor on CAP is too small to be measured by its discharge, or CAP is open. From 0.5 µF on it can be; "
        + "get_capacitance() measures smaller ones.";

    /// <summary>Finds the time constant in seconds. The discharge may begin at any sample.</summary>
    /// <param name="volts">Samples of the voltage on CAP, which begin when it is charged.</param>
    /// <param name="interval">Seconds between samples.</param>
    /// <param name="length">The shortest duration of the discharge in seconds. The firmware's delay may be up to 12 % longer.</param>
    /// <exception cref="BoardException">The capacitor is too small, or the voltage does not fall like that of a capacitor.</exception>
    public static double FindTimeConstant(double[] volts, double interval, double length)
    {
        var blocks = volts.Chunk(BlockSize).Select(block => block.Average()).ToList();
        var end = blocks.FindIndex(v => v <= Math.Max(0.05, 0.05 * volts[0]));
        // Two points beyond the end show whether the voltage goes on falling in the same way.
        var points = blocks.Take(end < 0 ? blocks.Count : end + 2).Select(v => Math.Max(v, 1e-4)).ToArray();
        if (points.Length < MinPoints)
            throw new BoardException(BoardErrorKind.Unmeasurable, TooSmall);
        var step = interval * BlockSize;
        var begins = Math.Min(points.Length, (int)((volts.Length * interval - length) / step) + 1);
        var best = FindBest(points, step, Enumerable.Range(0, begins).Select(i => i * step), [length, 1.05 * length, 1.1 * length]);
        // Neither is a multiple of the step.
        var lengths = Enumerable.Range(-3, 7).Select(i => best.Length + 0.01 * i * length).Where(l => l >= length);
        best = FindBest(points, step, Enumerable.Range(-12, 25).Select(i => best.Begin + i * step / 2), lengths);
        best = FindBest(
            points,
            step,
            Enumerable.Range(-BlockSize, 2 * BlockSize + 1).Select(i => best.Begin + i * interval),
            [best.Length]
        );
        if (!(best.Constant > 0 && double.IsFinite(best.Constant)))
            throw new BoardException(BoardErrorKind.Unmeasurable, "The voltage on CAP does not fall like that of a capacitor.");
        if (best.Constant < ShortestConstant || best.LargestDeviation > MaxDeviation)
            throw new BoardException(BoardErrorKind.Unmeasurable, TooSmall);
        return best.Constant;
    }

    private static Curve FindBest(double[] points, double step, IEnumerable<double> begins, IEnumerable<double> lengths) =>
        begins.SelectMany(begin => lengths.Select(length => Fit(points, step, begin, length))).MinBy(curve => curve.MeanDeviation);

    /// <summary>Fits ln v = a − u/τ, with u the time of the discharge and a share of the time before and after it.</summary>
    private static Curve Fit(double[] points, double step, double begin, double length)
    {
        double n = 0,
            su = 0,
            sv = 0,
            suu = 0,
            suv = 0;
        for (var i = 0; i < points.Length; i++)
        {
            // Weighted by v², because the logarithm magnifies the noise of small voltages.
            var u = GetDischargeTime((i + 0.5) * step, begin, length);
            var v = Math.Log(points[i]);
            var w = points[i] * points[i];
            n += w;
            su += w * u;
            sv += w * v;
            suu += w * u * u;
            suv += w * u * v;
        }
        var slope = (n * suv - su * sv) / (n * suu - su * su);
        var start = (sv - slope * su) / n;
        var (sum, largest) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var deviation = Math.Abs(points[i] - Math.Exp(start + slope * GetDischargeTime((i + 0.5) * step, begin, length)));
            sum += deviation * deviation;
            largest = Math.Max(largest, deviation);
        }
        return new(-1 / slope, double.IsFinite(sum) ? sum : double.MaxValue, largest / points[0], begin, length);
    }

    private static double GetDischargeTime(double time, double begin, double length)
    {
        var discharge = Math.Clamp(time - begin, 0, length);
        return discharge + (time - discharge) / LoadRatio;
    }

    private readonly record struct Curve(double Constant, double MeanDeviation, double LargestDeviation, double Begin, double Length);
}
