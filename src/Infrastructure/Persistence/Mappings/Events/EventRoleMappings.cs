using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class EventRoleMappings : IEntityTypeConfiguration<UsersEventsRole>, IEntityTypeConfiguration<RoleInvite>
{
    public void Configure(EntityTypeBuilder<UsersEventsRole> entity)
    {
        entity
            .HasIndex(r => new
            {
                r.UserId,
                r.EventId,
                r.RoleId,
            })
            .IsUnique()
            .HasDatabaseName("ux_users_events_roles");
        entity.HasIndex(r => r.EventId, "ux_users_events_roles_owner").IsUnique().HasFilter($"role_id = {Role.OwnerId}");
        entity.HasIndex(r => new { r.EventId, r.RoleId });
        // Deleting an account or a role must not remove the owner or the team of an event.
        entity.HasOne(r => r.User).WithMany().OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(r => r.Role).WithMany().OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RoleInvite> entity)
    {
        entity.Ignore(i => i.Hash);
        entity.HasIndex(i => i.TokenHash).IsUnique();
        entity
            .HasIndex(i => new { i.EventId, i.Email })
            .IsUnique()
            .HasFilter($"status = '{RoleInviteStatus.Pending}'")
            .HasDatabaseName("ux_role_invites_pending");
        entity.HasOne(i => i.Role).WithMany().OnDelete(DeleteBehavior.Restrict);
    }
}
