using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The table of permissions that admins edit, and alternate addresses.</summary>
internal sealed class PermissionMappings
    : IEntityTypeConfiguration<PermissionArea>,
        IEntityTypeConfiguration<EventRolePermission>,
        IEntityTypeConfiguration<UserEmail>
{
    public void Configure(EntityTypeBuilder<PermissionArea> builder) =>
        builder.HasIndex(a => a.Name).IsUnique().HasDatabaseName("ux_services_name");

    public void Configure(EntityTypeBuilder<EventRolePermission> builder) =>
        builder.HasIndex(p => new { p.RoleId, p.ServiceId }).IsUnique().HasDatabaseName("ux_event_role_permissions_role_service");

    public void Configure(EntityTypeBuilder<UserEmail> builder) =>
        builder
            .HasIndex(e => new { e.UserId, e.EmailAddress })
            .IsUnique()
            .HasFilter("deleted_at IS NULL")
            .HasDatabaseName("ux_user_emails_user_email_address");
}
