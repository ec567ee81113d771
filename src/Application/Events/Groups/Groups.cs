using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Groups of events. <c>follower</c> is the row of the caller, <c>followers</c> those that the caller may see.</summary>
internal sealed class Groups : EditableResource<Group>
{
    public Groups()
    {
        Attribute(g => g.About).MaxLength(5_000);
        Attribute(g => g.BannerUrl).Url();
        Attribute(g => g.CreatedAt).ReadOnly();
        Attribute(g => g.DeletedAt);
        Attribute(g => g.FollowerCount).ReadOnly().QueriedAs(g => g.Followers.Count());
        Attribute(g => g.IsPromoted);
        Attribute(g => g.LogoUrl).Url();
        Attribute(g => g.Name).Required().MaxLength(500);
        Attribute(g => g.SocialLinks).Json().MaxLength(5_000).Must(JsonText.HasOnlyWebAddresses, JsonText.LinksMessage);
        Attribute(g => g.ThumbnailImageUrl).ReadOnly();
        BelongsTo(g => g.User).ReadOnly();
        WithVariants(GroupBanner.Variants);
        OwnedByCaller((group, userId) => (group.UserId, group.DeletedAt) = (userId, null));
        WithExtra<int>(_ => g => g.Followers.Count(), (group, count) => group.FollowerCount = count);
    }

    public override Policy<Group> Policy { get; } = new GroupPolicy();

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        // The groups that a user owns or organizes. Module Identity does not know groups.
        var users = catalog.Of<User>();
        var groups = new Through<User, Group>("groups", GetManagedGroups).Private();
        users.Connect(groups, catalog);
    }

    private static IQueryable<Link> GetManagedGroups(IData data) =>
        data.Set<Group>()
            .Select(g => new Link { From = g.UserId, To = g.Id })
            .Union(
                data.Set<UsersGroupsRole>()
                    .Where(r => r.Accepted && r.UserId != null)
                    .Select(r => new Link { From = r.UserId!.Value, To = r.GroupId })
            );
}
