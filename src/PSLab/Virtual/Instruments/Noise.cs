namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The noise and offsets of a real board. The defaults come from recordings of a board: 1.3 LSB of 12 bits on CH1, of which the next
/// conversion has about half, an offset within 30 mV on CH1 and above 100 mV on CH2, which was not calibrated. The inputs without amplifier
/// have less noise. See docs/reference/pslab-protocol.md#noise-of-real-boards.
/// </summary>
public sealed class Noise(ulong seed, double scale = 1, IReadOnlyDictionary<string, double>? offsets = null)
{
    /// <summary>How much the noise of successive conversions of an input is alike.</summary>
    public const double Correlation = 0.54;

    private static readonly double Innovation = Math.Sqrt(1 - Correlation * Correlation);

    private readonly double[] _last = new double[32];
    private ulong _state = seed == 0 ? 0x9E3779B97F4A7C15 : seed;

    /// <summary>An ideal converter, which only has quantisation noise.</summary>
    public static Noise None => new(1, 0);

    /// <summary>The standard deviation of the noise in LSB of 10 bits.</summary>
    public double GetSigma(string input) =>
        scale
        * input switch
        {
            "CH1" or "CH2" => 0.33,
            "CH3" or "MIC" => 0.25,
            _ => 0.1,
        };

    /// <summary>The offset in volts after the amplifier.</summary>
    public double GetOffset(string input) =>
        scale
        * (
            offsets?.TryGetValue(input, out var offset) == true
                ? offset
                : input switch
                {
                    "CH1" => 0.012,
                    "CH2" => -0.13,
                    "CH3" => 0.006,
                    "MIC" => -0.004,
                    _ => 0,
                }
        );

    /// <summary>The noise of the next conversion of an input, 0 to 31, with standard deviation 1.</summary>
    public double NextFor(int input) => scale == 0 ? 0 : _last[input] = Correlation * _last[input] + Innovation * NextGaussian();

    /// <summary>
    /// An approximately normal value with standard deviation 1: the sum of four uniform values (Irwin-Hall) from one xorshift step.
    /// </summary>
    public double NextGaussian()
    {
        if (scale == 0)
            return 0;
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        var sum = (_state & 0xFFFF) + ((_state >> 16) & 0xFFFF) + ((_state >> 32) & 0xFFFF) + (_state >> 48);
        return (sum / 65536.0 - 2) * 1.7320508;
    }
}
