using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The fields of badge forms.</summary>
internal sealed class BadgeFieldFormMapping : IEntityTypeConfiguration<BadgeFieldForm>
{
    public void Configure(EntityTypeBuilder<BadgeFieldForm> entity) =>
        entity.HasOne(f => f.BadgeForm).WithMany(f => f.Fields).OnDelete(DeleteBehavior.Cascade);
}
