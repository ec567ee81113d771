using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>What to record: 1 to 4 channels at once (the first of any input, then CH2, CH3, MIC), samples of each, and seconds between them.</summary>
public sealed record CaptureSettings(int Channels, int Samples, double Interval)
{
    public AnalogInput First { get; init; } = AnalogInput.CH1;

    /// <summary>Null: the one that <see cref="Oscilloscope.SetTriggerAsync"/> set, if there is one.</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>Starts at once, whatever trigger was set.</summary>
    public bool IgnoresTrigger { get; init; }
}

/// <summary>Samples of one channel in volts.</summary>
public sealed record Trace(AnalogInput Channel, double[] Volts);

/// <summary>A finished recording; <paramref name="Interval"/> is what the board really kept, in seconds.</summary>
public sealed record CaptureResult(double Interval, int Bits, IReadOnlyList<Trace> Traces)
{
    /// <summary>Seconds since the first sample.</summary>
    public double[] Times => [.. Enumerable.Range(0, Traces[0].Volts.Length).Select(i => i * Interval)];
}

/// <summary>How far a recording is.</summary>
public sealed record CaptureProgress(bool IsComplete, int Samples, int Total);

/// <summary>A recording on the board: the command that makes it, where its samples are and how they are scaled.</summary>
internal sealed record ActiveCapture(Command Command, uint Config, uint Samples, uint Gap, int FullScale, IReadOnlyList<AnalogInput> Inputs)
{
    /// <summary>1/8 µs, the oscilloscope's clock.</summary>
    public const double Tick = 1 / 8e6;

    public long StartedAt { get; init; }

    public Trigger? Trigger { get; init; }

    public double[] Gains { get; init; } = [];

    public double Interval => Gap * Tick;

    public TimeSpan Duration => TimeSpan.FromSeconds(Samples * Interval);
}
