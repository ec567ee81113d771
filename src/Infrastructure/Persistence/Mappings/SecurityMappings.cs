using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Tables that only the security adapters read and write, by their own SQL.</summary>
internal sealed class SecurityMappings
    : IEntityTypeConfiguration<StoredSecret>,
        IEntityTypeConfiguration<StoredKey>,
        IEntityTypeConfiguration<ThrottleCounter>
{
    public void Configure(EntityTypeBuilder<StoredSecret> entity)
    {
        entity.ToTable("secrets").HasKey(s => s.Name);
    }

    public void Configure(EntityTypeBuilder<StoredKey> entity)
    {
        entity.ToTable("data_protection_keys").HasKey(k => k.Name);
    }

    public void Configure(EntityTypeBuilder<ThrottleCounter> entity)
    {
        entity.ToTable("throttle_counters").HasKey(t => t.Key);
        entity.HasIndex(t => t.Until);
    }
}
