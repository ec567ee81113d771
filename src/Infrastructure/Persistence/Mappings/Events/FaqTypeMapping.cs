using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>FAQ types: names are unique after trimming and without regard to case (docs/reference/events.md#faqs-and-faq-types).</summary>
internal sealed class FaqTypeMapping : IEntityTypeConfiguration<FaqType>
{
    public void Configure(EntityTypeBuilder<FaqType> builder)
    {
        builder.Property<string>("NameKey").HasComputedColumnSql("lower(btrim(name))", stored: true);
        builder.HasIndex("EventId", "NameKey").IsUnique().HasDatabaseName("ux_faq_types_name");
    }
}
