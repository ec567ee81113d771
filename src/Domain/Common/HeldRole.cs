namespace OpenEvent.Domain.Common;

/// <summary>One role that an actor holds at one event.</summary>
public readonly record struct HeldRole(long EventId, TeamRole Role);
