namespace OpenEvent.Application.Platform;

/// <summary>A speaker of a scheduled session.</summary>
internal sealed record ScheduledSpeaker(long Id, string Name);
