using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Who follows which group. A unique index allows each user to follow a group once.</summary>
internal sealed class UserFollowGroups : EditableResource<UserFollowGroup>
{
    public UserFollowGroups()
    {
        NotListed();
        Attribute(f => f.CreatedAt).ReadOnly();
        BelongsTo(f => f.Group).Required().Fixed().Inverse("followers").DecidedByThisEnd("Any signed-in user follows groups.");
        BelongsTo(f => f.User)
            .Fixed()
            .Contact()
            .Inverse("followed-groups", isPrivate: true)
            .DecidedByThisEnd("The policy allows the caller only.");
        OwnedByCaller((follow, userId) => follow.UserId = userId);
    }

    public override Policy<UserFollowGroup> Policy { get; } = new UserFollowGroupPolicy();

    public override bool CanUpdate => false;

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        var groups = catalog.Of<Group>();
        var own = new OwnRow<Group, UserFollowGroup>(
            "follower",
            data => data.Set<UserFollowGroup>().Select(f => new Link { From = f.GroupId, To = f.Id }),
            f => f.UserId
        );
        groups.Connect(own, catalog);
    }
}
