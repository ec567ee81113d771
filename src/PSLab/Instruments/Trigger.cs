using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Starts a capture when <paramref name="Channel"/> passes <paramref name="Volts"/>, or after <see cref="Timeout"/>. CH1 and CH2 trigger on
/// a rising voltage, because their amplifiers invert it before the converter; the other inputs trigger on a falling voltage.
/// </summary>
public sealed record Trigger(AnalogInput Channel, double Volts)
{
    /// <summary>6.25 ms to 205 s. The board rounds it up to 6.25 ms times a power of 2; a short sample interval limits it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(100);
}
