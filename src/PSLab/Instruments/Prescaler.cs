namespace OpenEvent.PSLab.Instruments;

/// <summary>The timers' clock divider: a prescaler of 1, 8, 64 or 256, then a 16-bit period.</summary>
internal static class Prescaler
{
    public static readonly int[] Factors = [1, 8, 64, 256];

    /// <summary>The smallest prescaler with which the rounded period for <paramref name="frequency"/> is in 1…65535, or null.</summary>
    public static (int Index, int Period)? For(double frequency, int tableSize = 1)
    {
        for (var i = 0; i < Factors.Length; i++)
            if (Math.Round(Board.ClockHz / frequency / Factors[i] / tableSize) is >= 1 and <= ushort.MaxValue and var period)
                return (i, (int)period);
        return null;
    }

    public static double Frequency(int index, int period, int tableSize = 1) =>
        Board.ClockHz / ((double)period * Factors[index] * tableSize);
}
