namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// Converts codes to volts and back: V = (A + (B − A)·code/N)/gain, with A and B the voltages at code 0 and at full scale N with gain 1.
/// </summary>
public static class Calibration
{
    public const int FullScale10Bit = 1023,
        FullScale12Bit = 4095;

    /// <summary>The gains of CH1 and CH2 by index.</summary>
    public static IReadOnlyList<double> Gains { get; } = [1, 2, 4, 5, 8, 10, 16, 32];

    /// <summary>The ranges of CH1 and CH2 in volts, by the index of the gain.</summary>
    public static IReadOnlyList<double> Ranges { get; } = [16, 8, 4, 3, 2, 1.5, 1, 0.5];

    /// <summary>The voltage for a code, or for a mean of codes.</summary>
    public static double ToVolts(AnalogInput input, double code, int fullScale = FullScale12Bit, double gain = 1) =>
        (input.AtZero + (input.AtFullScale - input.AtZero) * code / fullScale) / gain;

    /// <summary>The code that the converter gives for <paramref name="volts"/>, limited to its range.</summary>
    public static int ToCode(AnalogInput input, double volts, int fullScale = FullScale12Bit, double gain = 1)
    {
        var code = Math.Round((volts * gain - input.AtZero) * fullScale / (input.AtFullScale - input.AtZero));
        return double.IsNaN(code) ? 0 : (int)Math.Clamp(code, 0, fullScale);
    }

    /// <summary>
    /// Whether a code, or a mean of codes, is so close to an end of the scale that the converter may have clipped the voltage. The limit is
    /// 2.5 times the standard deviation of the noise of a recorded board.
    /// </summary>
    public static bool IsClipped(double code, int fullScale = FullScale12Bit) =>
        Math.Min(code, fullScale - code) * FullScale12Bit / fullScale <= 8;

    /// <summary>
    /// Whether a code of an input may be clipped. At code 0 an input from 0 V on only shows that there is no voltage.
    /// </summary>
    public static bool IsClipped(AnalogInput input, double code, int fullScale) =>
        IsClipped(code, fullScale) && (input.AtZero != 0 || code > fullScale / 2.0);

    /// <summary>The index of the highest gain whose range holds <paramref name="volts"/>: |V| &lt; 16.5 V / gain.</summary>
    public static int FindGainIndex(double volts)
    {
        for (var i = Gains.Count - 1; i > 0; i--)
            if (Math.Abs(volts) < 16.5 / Gains[i])
                return i;
        return 0;
    }
}
