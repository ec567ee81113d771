using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The owner of a group invites organizers and removes them. Organizers give their role back, and invitees decline an invite, by deleting
/// their own row. The organizers and the invitee see the rows.
/// <see cref="UsersGroupsRole.Group"/> must be loaded for writing.
/// </summary>
public sealed class UsersGroupsRolePolicy : Policy<UsersGroupsRole>
{
    protected override Expression<Func<UsersGroupsRole, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return r => r.Group.DeletedAt == null;
        var (userId, verifiedEmail, groupIds) = (actor.UserId, actor.VerifiedEmail, actor.ManagedGroupIds);
        return r =>
            r.Group.DeletedAt == null
            && userId != null
            && (
                groupIds.Contains(r.GroupId)
                || r.UserId == userId
                || (verifiedEmail != null && r.UserId == null && r.Email == verifiedEmail)
            );
    }

    protected override Decision CreateCore(Actor actor, UsersGroupsRole draft) =>
        OwnerOnly(actor, draft)
            .And(() => Decision.AllowIf(draft.RoleId == Role.OrganizerId, "Only the role organizer can be given in a group.", "role"));

    protected override Decision DeleteCore(Actor actor, UsersGroupsRole current) =>
        actor.IsUser(current.UserId) || (current.UserId is null && actor.VerifiedEmail == current.Email)
            ? Decision.Allow
            : OwnerOnly(actor, current);

    public static Decision Resend(Actor actor, UsersGroupsRole current) => OwnerOnly(actor, current);

    /// <summary>Only the account with the invited address may accept; staff may accept for it.</summary>
    public static Decision Accept(Actor actor, UsersGroupsRole invite) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in with the invited e-mail address to accept this invite."),
            { IsStaff: true } => Decision.Allow,
            _ => Decision.AllowIf(actor.Email == invite.Email, "This invite is for another e-mail address than yours."),
        };

    private static Decision OwnerOnly(Actor actor, UsersGroupsRole row) =>
        row.Group is { } group ? GroupPolicy.OwnerOnly(actor, group) : Decision.Deny("The group of the role is not known.");
}
