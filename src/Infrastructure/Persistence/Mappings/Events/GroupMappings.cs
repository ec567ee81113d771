using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Groups, their organizers and followers, and the favourite events of users.</summary>
internal sealed class GroupMappings
    : IEntityTypeConfiguration<Group>,
        IEntityTypeConfiguration<UsersGroupsRole>,
        IEntityTypeConfiguration<UserFollowGroup>,
        IEntityTypeConfiguration<UserFavouriteEvent>
{
    public void Configure(EntityTypeBuilder<Group> entity) =>
        // Deleting an account must not remove a group that others follow.
        entity.HasOne(g => g.User).WithMany().OnDelete(DeleteBehavior.Restrict);

    public void Configure(EntityTypeBuilder<UsersGroupsRole> entity)
    {
        entity.Ignore(r => r.Token);
        entity.HasIndex(r => r.TokenHash).IsUnique();
        entity
            .HasIndex(r => new
            {
                r.GroupId,
                r.RoleId,
                r.Email,
            })
            .IsUnique()
            .HasDatabaseName("ux_users_groups_roles_email");
        entity
            .HasIndex(r => new
            {
                r.UserId,
                r.GroupId,
                r.RoleId,
            })
            .IsUnique()
            .HasDatabaseName("ux_users_groups_roles_user");
        entity.HasOne(r => r.Role).WithMany().OnDelete(DeleteBehavior.Restrict);
        // An invite whose user is gone must not be open to the next account with this address.
        entity.HasOne(r => r.User).WithMany().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<UserFollowGroup> entity)
    {
        entity.HasIndex(f => new { f.GroupId, f.UserId }).IsUnique().HasDatabaseName("ux_user_follow_groups");
        entity.HasOne(f => f.Group).WithMany(g => g.Followers).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<UserFavouriteEvent> entity) =>
        entity
            .HasIndex(f => new { f.UserId, f.EventId })
            .IsUnique()
            .HasFilter("deleted_at IS NULL")
            .HasDatabaseName("ux_user_favourite_events");
}
