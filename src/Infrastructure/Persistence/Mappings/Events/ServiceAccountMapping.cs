using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class ServiceAccountMapping : IEntityTypeConfiguration<ServiceAccount>
{
    public void Configure(EntityTypeBuilder<ServiceAccount> entity)
    {
        entity.HasIndex(s => s.UserId).IsUnique().HasDatabaseName("ux_service_accounts_user");
        entity.HasOne(s => s.Role).WithMany().OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(s => s.Event).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
