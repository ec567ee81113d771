namespace OpenEvent.Application.Lab;

/// <summary>The edge that a capture begins at.</summary>
/// <param name="Channel">One of the recorded channels.</param>
/// <param name="Level">In volts, -16.5 to 16.5; ignored by the logic analyser.</param>
/// <param name="Position">The part of the capture before the edge, 0 to 0.9.</param>
public sealed record LiveTrigger(string Channel, double Level, bool IsRising, double Position);
