using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The event team sees the invites, organizers send them, and only the owner can invite a new owner. Organizers by a group do not invite
/// themselves: their role ends with the group.
/// </summary>
public sealed class RoleInvitePolicy : Policy<RoleInvite>
{
    protected override Expression<Func<RoleInvite, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return i => managedEventIds.Contains(i.EventId);
    }

    protected override Decision CreateCore(Actor actor, RoleInvite draft) => MaySend(actor, draft);

    protected override Decision DeleteCore(Actor actor, RoleInvite current) => MaySend(actor, current);

    public static Decision Resend(Actor actor, RoleInvite current) => MaySend(actor, current);

    /// <summary>Only the account with the invited address may accept; staff may accept for it.</summary>
    public static Decision Accept(Actor actor, RoleInvite invite) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in with the invited e-mail address to accept this invite."),
            { IsStaff: true } => Decision.Allow,
            _ => Decision.AllowIf(actor.Email == invite.Email, "This invite is for another e-mail address than yours."),
        };

    private static Decision MaySend(Actor actor, RoleInvite invite) =>
        invite switch
        {
            _ when !actor.HasOrganizerAccess(invite.EventId) => actor.OrganizerOnly(invite.EventId),
            { RoleId: Role.OwnerId } => Decision.AllowIf(
                actor.HasOwnerAccess(invite.EventId),
                "Only the owner may transfer the ownership.",
                "role"
            ),
            _ => Decision.AllowIf(
                !actor.IsOrganizerOnlyByGroup(invite.EventId) || invite.Email != actor.Email,
                "You organize this event through its group. Ask its owner to invite you.",
                "email"
            ),
        };
}
