using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> entity)
    {
        entity.ToTable("user");
        entity.Ignore(u => u.NewPassword);
        entity.Property(u => u.Email).HasMaxLength(320);
        entity.HasIndex(u => u.Email).IsUnique().HasFilter("deleted_at IS NULL");
        entity.HasIndex(u => u.FacebookId).IsUnique();
    }
}
