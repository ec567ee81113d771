namespace OpenEvent.Domain.Common;

/// <summary>One role that an actor holds at one event.</summary>
/// <param name="IsByGroup">Whether the actor holds it because the event is in a group that they organize.</param>
public readonly record struct HeldRole(long EventId, TeamRole Role, bool IsByGroup = false);
