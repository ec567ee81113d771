using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>Who stands above whom at an event: nobody hands out, changes or takes away more than he holds.</summary>
internal static class Ranks
{
    /// <summary>The actor's highest role at the event; staff stand with the owner; null: none.</summary>
    public static EventRole? Of(Actor actor, long eventId)
    {
        if (actor.IsStaff)
            return EventRole.Owner;
        EventRole? best = null;
        foreach (var held in actor.Roles)
            if (held.EventId == eventId && (best is null || held.Role < best))
                best = held.Role;
        return best;
    }

    /// <summary>Whether the role with that row id is at most the actor's own.</summary>
    public static bool Reaches(Actor actor, long eventId, long roleId) =>
        Of(actor, eventId) is { } mine && (Role.RankOf(roleId) is not { } wanted || mine <= wanted);
}
