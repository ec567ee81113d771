using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// What to record: 1 to 4 channels at once (the first can be any input, then CH2, CH3, MIC), samples of each, and seconds between them.
/// </summary>
public sealed record CaptureSettings(int Channels, int Samples, double Interval)
{
    /// <summary>The input of the first channel.</summary>
    public AnalogInput First { get; init; } = AnalogInput.CH1;

    /// <summary>Null: the trigger that <see cref="Oscilloscope.SetTriggerAsync"/> set, if any.</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>Starts immediately, even if a trigger was set.</summary>
    public bool IgnoresTrigger { get; init; }
}

/// <summary>Samples of one channel in volts.</summary>
public sealed record Trace(AnalogInput Channel, double[] Volts)
{
    /// <summary>The gain with which the trace was recorded; 1 for inputs without an amplifier.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Whether the voltage reached an end of the range, so that the true values may lie outside.</summary>
    public bool IsClipped { get; init; }
}

/// <summary>
/// A finished recording. <paramref name="Interval"/> is the actual sample interval in seconds, which the board rounds to 1/8 µs.
/// </summary>
public sealed record CaptureResult(double Interval, int Bits, IReadOnlyList<Trace> Traces)
{
    /// <summary>Seconds since the first sample, for each sample.</summary>
    public double[] Times => [.. Enumerable.Range(0, Traces[0].Volts.Length).Select(i => i * Interval)];
}

/// <summary>The progress of a recording.</summary>
public sealed record CaptureProgress(bool IsComplete, int Samples, int Total);

/// <summary>A recording on the board: its command, the layout of its samples, and their scale.</summary>
internal sealed record ActiveCapture(Command Command, uint Config, uint Samples, uint Gap, int FullScale, IReadOnlyList<AnalogInput> Inputs)
{
    /// <summary>The oscilloscope's clock period in seconds, 1/8 µs.</summary>
    public const double Tick = 1 / 8e6;

    public long StartedAt { get; init; }

    public Trigger? Trigger { get; init; }

    public double[] Gains { get; init; } = [];

    public double Interval => Gap * Tick;

    public TimeSpan Duration => TimeSpan.FromSeconds(Samples * Interval);
}
