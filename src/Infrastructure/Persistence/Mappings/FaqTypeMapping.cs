using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Names are compared trimmed and without case (<c>spec/mission.md</c> S1), by the database itself.</summary>
internal sealed class FaqTypeMapping : IEntityTypeConfiguration<FaqType>
{
    public void Configure(EntityTypeBuilder<FaqType> builder)
    {
        builder.Property<string>("NameKey").HasComputedColumnSql("lower(btrim(name))", stored: true);
        builder.HasIndex("EventId", "NameKey").IsUnique().HasDatabaseName("ux_faq_types_name");
    }
}
