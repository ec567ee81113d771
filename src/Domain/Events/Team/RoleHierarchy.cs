using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>The ranking of roles at an event. Nobody can assign, change or remove a role above their own.</summary>
internal static class RoleHierarchy
{
    /// <summary>The actor's highest role at the event; null if they have none. Staff rank as the owner.</summary>
    public static TeamRole? HighestRole(Actor actor, long eventId)
    {
        if (actor.IsStaff)
            return TeamRole.Owner;
        TeamRole? highest = null;
        foreach (var held in actor.Roles)
            if (held.EventId == eventId && (highest is null || held.Role < highest))
                highest = held.Role;
        return highest;
    }

    /// <summary>Whether the actor's own role is at least the role with that id.</summary>
    public static bool IsAtLeast(Actor actor, long eventId, long roleId) =>
        HighestRole(actor, eventId) is { } own && (Role.TeamRoleOf(roleId) is not { } required || own <= required);
}
