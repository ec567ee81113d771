using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Users follow groups and stop. Only they and the owner and organizers of the group see who follows it.</summary>
public sealed class UserFollowGroupPolicy : Policy<UserFollowGroup>
{
    protected override Expression<Func<UserFollowGroup, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return f => f.Group.DeletedAt == null;
        var (userId, groupIds) = (actor.UserId, actor.ManagedGroupIds);
        return f => f.Group.DeletedAt == null && userId != null && (f.UserId == userId || groupIds.Contains(f.GroupId));
    }

    protected override bool CanSeePrivateCore(Actor actor, UserFollowGroup row) =>
        actor.IsUser(row.UserId) || actor.ManagesGroup(row.GroupId);

    protected override Expression<Func<UserFollowGroup, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, groupIds) = (actor.UserId, actor.ManagedGroupIds);
        return userId is null ? null : f => f.UserId == userId || groupIds.Contains(f.GroupId);
    }

    /// <summary>The user of a draft is empty or the caller.</summary>
    protected override Decision CreateCore(Actor actor, UserFollowGroup draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to follow a group.")
            .And(() => Decision.AllowIf(draft.UserId == 0 || actor.IsUser(draft.UserId), "You may follow only as yourself.", "user"));

    protected override Decision DeleteCore(Actor actor, UserFollowGroup current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "Only the follower may stop following a group.");
}
