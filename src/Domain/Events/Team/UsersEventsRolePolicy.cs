using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>The event team sees, changes and removes its roles, but no role above their own, and never the owner's.</summary>
public sealed class UsersEventsRolePolicy : Policy<UsersEventsRole>
{
    protected override Expression<Func<UsersEventsRole, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return r => managedEventIds.Contains(r.EventId);
    }

    protected override Decision CreateCore(Actor actor, UsersEventsRole draft) => Decision.Deny("Roles are assigned by role invites.");

    protected override Decision UpdateCore(Actor actor, UsersEventsRole current, Changes<UsersEventsRole> changes) =>
        MayModify(actor, current)
            .And(() =>
                Decision.AllowIf(
                    !changes.ContainsAny(nameof(UsersEventsRole.User), nameof(UsersEventsRole.UserId)),
                    "The user of a role cannot be changed.",
                    "user"
                )
            )
            .And(() =>
                Decision.AllowIf(
                    !changes.ContainsAny(nameof(UsersEventsRole.Event), nameof(UsersEventsRole.EventId)),
                    "The event of a role cannot be changed.",
                    "event"
                )
            )
            .And(() =>
                changes.TryGet<long?>(nameof(UsersEventsRole.Role), out var role) ? MayAssign(actor, current.EventId, role) : Decision.Allow
            );

    protected override Decision DeleteCore(Actor actor, UsersEventsRole current) => MayModify(actor, current);

    private static Decision MayAssign(Actor actor, long eventId, long? role) =>
        role switch
        {
            null => Decision.Deny("A team member must have a role.", "role"),
            Role.OwnerId => Decision.Deny("The ownership can be transferred only by an owner invite.", "role"),
            { } id => Decision.AllowIf(RoleHierarchy.IsAtLeast(actor, eventId, id), "You cannot assign a role above your own.", "role"),
        };

    private static Decision MayModify(Actor actor, UsersEventsRole row) =>
        row switch
        {
            _ when !actor.HasCoorganizerAccess(row.EventId) => actor.CoorganizerOnly(row.EventId),
            { IsOwner: true } => Decision.Deny("An event must have an owner. Transfer the ownership by an owner invite first."),
            _ => Decision.AllowIf(RoleHierarchy.IsAtLeast(actor, row.EventId, row.RoleId), "This role is above your own."),
        };
}
