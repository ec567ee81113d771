namespace OpenEvent.Application.Lab;

/// <summary>Chooses the range of a channel by its last capture.</summary>
internal static class AutoRange
{
    /// <summary>The ranges of CH1 and CH2 in volts, the largest first.</summary>
    public static IReadOnlyList<double> Steps { get; } = [16, 8, 4, 3, 2, 1.5, 1, 0.5];

    /// <summary>A smaller range must hold the signal with this margin, so that the range does not change back and forth.</summary>
    private const double Margin = 0.85;

    /// <summary>The next larger range after a clipped capture, or the smallest range that surely holds the signal.</summary>
    /// <param name="range">The range of the last capture.</param>
    /// <param name="peak">The largest absolute voltage.</param>
    public static double Next(double range, double peak, bool isClipped) =>
        isClipped ? Steps.LastOrDefault(s => s > range, Steps[0]) : Math.Min(range, Steps.LastOrDefault(s => peak < s * Margin, Steps[0]));
}
