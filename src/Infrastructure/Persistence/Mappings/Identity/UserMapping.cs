using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> entity)
    {
        entity.Ignore(u => u.NewPassword);
        entity.Ignore(u => u.HeldRoleIds);
        entity.Property(u => u.Email).HasMaxLength(320);
        entity.HasIndex(u => u.Email).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_users_email");
        entity.HasOne<Event>().WithMany().HasForeignKey(u => u.OwningEventId).OnDelete(DeleteBehavior.SetNull);
        entity.HasIndex(u => u.FacebookId).IsUnique().HasDatabaseName("ux_users_facebook_id");
    }
}
