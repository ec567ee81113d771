using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Users follow groups and stop. Only they and the owner and organizers of the group see who follows it.</summary>
public sealed class UserFollowGroupPolicy : Policy<UserFollowGroup>
{
    public override Expression<Func<UserFollowGroup, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return f => f.Group.DeletedAt == null;
        var (userId, groupIds) = (actor.UserId, actor.ManagedGroupIds);
        return f => f.Group.DeletedAt == null && userId != null && (f.UserId == userId || groupIds.Contains(f.GroupId));
    }

    public override bool CanSeePrivate(Actor actor, UserFollowGroup row) => actor.IsUser(row.UserId) || actor.ManagesGroup(row.GroupId);

    public override Expression<Func<UserFollowGroup, bool>>? PrivateTo(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, groupIds) = (actor.UserId, actor.ManagedGroupIds);
        return userId is null ? null : f => f.UserId == userId || groupIds.Contains(f.GroupId);
    }

    /// <summary>The user of a draft is empty or the caller.</summary>
    public override Decision Create(Actor actor, UserFollowGroup draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to follow a group.")
            .And(() => Decision.AllowIf(draft.UserId == 0 || actor.IsUser(draft.UserId), "You may follow only as yourself.", "user"));

    public override Decision Delete(Actor actor, UserFollowGroup current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "Only the follower may stop following a group.");
}
