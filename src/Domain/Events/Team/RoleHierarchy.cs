using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>Who stands above whom at an event: nobody hands out, changes or takes away more than he holds.</summary>
internal static class RoleHierarchy
{
    /// <summary>The actor's highest role at the event; staff stand with the owner; null: none.</summary>
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

    /// <summary>Whether the role with that row id is at most the actor's own.</summary>
    public static bool IsAtLeast(Actor actor, long eventId, long roleId) =>
        HighestRole(actor, eventId) is { } own && (Role.TeamRoleOf(roleId) is not { } required || own <= required);
}
