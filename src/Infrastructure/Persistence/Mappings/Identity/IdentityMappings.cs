using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Keys, indexes and seed rows of module Identity. Seeds have fixed ids; the sequences start above them.</summary>
internal sealed class IdentityMappings
    : IEntityTypeConfiguration<Role>,
        IEntityTypeConfiguration<UserPermission>,
        IEntityTypeConfiguration<PanelPermission>,
        IEntityTypeConfiguration<CustomSystemRole>,
        IEntityTypeConfiguration<CustomSystemRolePanel>,
        IEntityTypeConfiguration<UserSystemRole>,
        IEntityTypeConfiguration<PasswordResetToken>,
        IEntityTypeConfiguration<EmailVerificationToken>,
        IEntityTypeConfiguration<Notification>,
        IEntityTypeConfiguration<NotificationSetting>
{
    private const int FirstFreeId = 101;

    private static readonly string[] Panels =
    [
        "sales",
        "admin",
        "events",
        "sessions",
        "users",
        "permissions",
        "messages",
        "reports",
        "settings",
        "content",
    ];

    public void Configure(EntityTypeBuilder<Role> entity)
    {
        entity.Property(r => r.Id).HasIdentityOptions(startValue: FirstFreeId);
        entity.HasIndex(r => r.Name).IsUnique().HasDatabaseName("ux_roles_name");
        entity.HasData(
            Role.BuiltIn.Select(r => new Role
            {
                Id = r.Value.Id,
                Name = r.Key,
                TitleName = r.Value.Title,
            })
        );
    }

    public void Configure(EntityTypeBuilder<UserPermission> entity)
    {
        entity.Property(p => p.Id).HasIdentityOptions(startValue: FirstFreeId);
        entity.HasIndex(p => p.Name).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_user_permissions_name");
        entity.HasData(
            new UserPermission
            {
                Id = 1,
                Name = "create_event",
                Description = "Create event",
                UnverifiedUser = false,
                AnonymousUser = false,
            },
            new UserPermission
            {
                Id = 2,
                Name = "publish_event",
                Description = "Publish event (make event live)",
                UnverifiedUser = false,
                AnonymousUser = false,
            }
        );
    }

    public void Configure(EntityTypeBuilder<PanelPermission> entity)
    {
        entity.Property(p => p.Id).HasIdentityOptions(startValue: FirstFreeId);
        entity.HasData(
            Panels.Select(
                (name, i) =>
                    new PanelPermission
                    {
                        Id = i + 1,
                        PanelName = name,
                        CanAccess = true,
                    }
            )
        );
    }

    public void Configure(EntityTypeBuilder<CustomSystemRole> entity)
    {
        entity.Property(r => r.Id).HasIdentityOptions(startValue: FirstFreeId);
        entity.HasIndex(r => r.Name).IsUnique().HasDatabaseName("ux_custom_system_roles_name");
        entity.HasData(
            new CustomSystemRole { Id = CustomSystemRole.SalesAdminId, Name = "Sales Admin" },
            new CustomSystemRole { Id = CustomSystemRole.MarketerId, Name = "Marketer" }
        );
    }

    public void Configure(EntityTypeBuilder<CustomSystemRolePanel> entity)
    {
        entity.ToTable("custom_system_role_panels").HasKey(p => new { p.CustomSystemRoleId, p.PanelPermissionId });
        entity.HasData(
            new { CustomSystemRoleId = CustomSystemRole.SalesAdminId, PanelPermissionId = 1L },
            new { CustomSystemRoleId = CustomSystemRole.MarketerId, PanelPermissionId = 1L }
        );
    }

    public void Configure(EntityTypeBuilder<UserSystemRole> entity)
    {
        entity.ToTable("user_system_roles");
        entity
            .HasIndex(r => new
            {
                r.UserId,
                r.CustomSystemRoleId,
                r.EventId,
            })
            .IsUnique()
            .AreNullsDistinct(false);
        entity.HasIndex(r => r.EventId);
    }

    public void Configure(EntityTypeBuilder<PasswordResetToken> entity)
    {
        entity.ToTable("password_resets");
        entity.HasIndex(r => r.UserId).IsUnique();
        entity.HasIndex(r => r.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<EmailVerificationToken> entity)
    {
        entity.ToTable("email_verifications");
        entity.HasIndex(v => v.UserId).IsUnique();
        entity.HasIndex(v => v.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Notification> entity)
    {
        entity.HasIndex(n => new { n.UserId, n.IsRead });
        entity.HasIndex(n => n.CreatedAt).HasDatabaseName("ix_notifications_created");
    }

    public void Configure(EntityTypeBuilder<NotificationSetting> entity)
    {
        entity.Property(s => s.Id).HasIdentityOptions(startValue: FirstFreeId);
        entity.HasIndex(s => s.Type).IsUnique();
        entity.HasData(
            NotificationWriter.Kinds.Select(
                (kind, i) =>
                    new NotificationSetting
                    {
                        Id = i + 1,
                        Type = kind,
                        Enabled = kind != NotificationWriter.TicketPurchasedOrganizer,
                    }
            )
        );
    }
}
