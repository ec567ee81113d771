using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Tables with one row, the log of changes, and what admins edit for the whole platform.</summary>
internal sealed class PlatformMappings
    : IEntityTypeConfiguration<Setting>,
        IEntityTypeConfiguration<EventImageSize>,
        IEntityTypeConfiguration<SpeakerImageSize>,
        IEntityTypeConfiguration<Activity>,
        IEntityTypeConfiguration<PermissionArea>,
        IEntityTypeConfiguration<EventRolePermission>,
        IEntityTypeConfiguration<UserEmail>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.Ignore(s => s.ActivePaymentModes);
        builder.Property(s => s.EncryptedSecrets).HasColumnName("sealed_secrets");
        foreach (var secret in Setting.SecretMembers)
            builder.Ignore(secret);
        builder.ToTable(table => table.HasCheckConstraint("ck_settings_only_row", $"id = {Setting.OnlyId}"));
    }

    public void Configure(EntityTypeBuilder<EventImageSize> builder) =>
        builder.ToTable(table => table.HasCheckConstraint("ck_event_image_sizes_only_row", $"id = {EventImageSize.OnlyId}"));

    public void Configure(EntityTypeBuilder<SpeakerImageSize> builder) =>
        builder.ToTable(table => table.HasCheckConstraint("ck_speaker_image_sizes_only_row", $"id = {SpeakerImageSize.OnlyId}"));

    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.Property(a => a.Action).HasMaxLength(Activity.MaxLength);
        builder.HasIndex(a => a.Time).HasDatabaseName("ix_activities_time");
    }

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
