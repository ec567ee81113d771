using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The settings of the platform, and the log of changes.</summary>
internal sealed class PlatformMappings : IEntityTypeConfiguration<Setting>, IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.Ignore(s => s.ActivePaymentModes);
        builder.Property(s => s.EncryptedSecrets).HasColumnName("sealed_secrets");
        foreach (var secret in Setting.SecretMembers)
            builder.Ignore(secret);
        builder.ToTable(table => table.HasCheckConstraint("ck_settings_only_row", $"id = {Setting.OnlyId}"));
    }

    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.Property(a => a.Action).HasMaxLength(Activity.MaxLength);
        builder.HasIndex(a => a.Time).HasDatabaseName("ix_activities_time");
    }
}
