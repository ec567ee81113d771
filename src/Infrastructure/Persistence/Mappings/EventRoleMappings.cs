using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class EventRoleMappings : IEntityTypeConfiguration<UsersEventsRole>, IEntityTypeConfiguration<RoleInvite>
{
    public void Configure(EntityTypeBuilder<UsersEventsRole> entity)
    {
        entity.HasIndex(r => new { r.UserId, r.EventId, r.RoleId }).IsUnique();
        entity.HasIndex(r => r.EventId, "ux_users_events_role_one_owner").IsUnique().HasFilter($"role_id = {Role.OwnerId}");
    }

    public void Configure(EntityTypeBuilder<RoleInvite> entity)
    {
        entity.Ignore(i => i.Hash);
        entity.HasIndex(i => i.TokenHash).IsUnique();
        entity.HasIndex(i => new { i.EventId, i.Email }).IsUnique().HasFilter($"status = '{nameof(RoleInviteStatus.Pending)}'");
    }
}
