using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// When a capture starts: as <paramref name="Channel"/> passes <paramref name="Volts"/>, upwards on CH1 and CH2 (which are inverted before the
/// converter) and downwards on the others, or after <see cref="Timeout"/>.
/// </summary>
public sealed record Trigger(AnalogInput Channel, double Volts)
{
    /// <summary>The board counts it in steps of 6.25 ms times a power of 2 (6.25 ms to 205 s), as far as the sample interval allows.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(100);
}
