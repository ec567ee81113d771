using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// Anyone sees groups, and verified users create them. The owner and the accepted organizers change a group; its owner deletes it. An event
/// joins a group if the owner of the event and a manager of the group agree, and leaves it if either removes it.
/// </summary>
public sealed class GroupPolicy : Policy<Group>
{
    protected override Expression<Func<Group, bool>> VisibleCore(Actor actor) => _ => true;

    protected override bool CanSeePrivateCore(Actor actor, Group row) => IsManager(actor, row);

    protected override Expression<Func<Group, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, groupIds) = (actor.UserId, actor.ManagedGroupIds);
        return userId is null ? null : g => g.UserId == userId || groupIds.Contains(g.Id);
    }

    protected override Decision CreateCore(Actor actor, Group draft) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in to create a group."),
            { IsVerified: false, IsStaff: false } => Decision.Deny("Verify your e-mail address before you create a group."),
            { IsServiceAccount: true } => Decision.Deny("A service account cannot own a group."),
            _ => Decision.AllowIf(actor.IsStaff || !draft.IsPromoted, "Only staff may promote groups.", "is-promoted"),
        };

    protected override Decision UpdateCore(Actor actor, Group current, Changes<Group> changes) =>
        ManagerOnly(actor, current)
            .And(() =>
                Decision.AllowIf(
                    actor.IsStaff || !changes.ContainsAny(nameof(Group.IsPromoted)),
                    "Only staff may promote groups.",
                    "is-promoted"
                )
            );

    protected override Decision DeleteCore(Actor actor, Group current) => OwnerOnly(actor, current);

    /// <summary>Sends an e-mail about an event of the group to the followers.</summary>
    public static Decision Announce(Actor actor, Group group) => OwnerOnly(actor, group);

    /// <summary>The list of followers has their e-mail addresses.</summary>
    public static Decision ExportFollowers(Actor actor, Group group) => OwnerOnly(actor, group);

    protected override Decision LinkCore(Actor actor, Group row, RowLink link) => ManagerOnly(actor, row);

    protected override Decision UnlinkCore(Actor actor, Group row, RowLink link) =>
        link.Other is Event e && actor.HasOwnerAccess(e.Id) ? Decision.Allow : ManagerOnly(actor, row);

    /// <summary>The owner of the group, or staff. A token that is limited to events has no groups.</summary>
    internal static Decision OwnerOnly(Actor actor, Group group) =>
        actor.Scope is { IsLimitedToEvents: true }
            ? TokenDecision.OtherEvent
            : Decision.AllowIf(actor.IsStaff || actor.IsUser(group.UserId), "Only the owner of the group may do this.");

    private static Decision ManagerOnly(Actor actor, Group group) =>
        Decision.AllowIf(IsManager(actor, group), "Only the owner and the organizers of the group may change it.");

    private static bool IsManager(Actor actor, Group group) => actor.IsUser(group.UserId) || actor.ManagesGroup(group.Id);
}
