namespace OpenEvent.Application.Lab;

/// <summary>A capture of a live stream.</summary>
/// <param name="X0">The time of the first sample in seconds, counted from the trigger or the start.</param>
/// <param name="Dx">Seconds between two samples; 0 for single values.</param>
/// <param name="Traces">One for each channel, with equally many samples.</param>
/// <param name="IsTriggered">Whether the capture has the trigger's edge. True without a trigger.</param>
public sealed record LiveFrame(double X0, double Dx, IReadOnlyList<LiveTrace> Traces, bool IsTriggered);

/// <summary>The samples of a channel.</summary>
/// <param name="Unit">E.g. <c>V</c>; empty for logic levels.</param>
/// <param name="Samples">In <paramref name="Unit"/>; logic levels are 0 and 1.</param>
/// <param name="IsClipped">Whether true values may lie outside the range, or edges are missing.</param>
/// <param name="Range">The range with which it was recorded, in volts; null if the channel has no amplifier.</param>
public sealed record LiveTrace(string Name, string Unit, float[] Samples, bool IsClipped, double? Range);
