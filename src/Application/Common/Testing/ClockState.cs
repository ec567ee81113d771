namespace OpenEvent.Application.Common;

/// <summary>The time of a <see cref="TestClock"/>.</summary>
/// <param name="Shift">How far it is ahead of the real time, while it is not frozen. Negative: behind.</param>
/// <param name="FrozenAt">The instant at which it stands still; null if it goes on.</param>
public readonly record struct ClockState(TimeSpan Shift, DateTimeOffset? FrozenAt);
