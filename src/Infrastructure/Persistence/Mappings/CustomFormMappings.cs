using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>A question is asked once in a form; its parts go with it, and policies read it with them.</summary>
internal sealed class CustomFormMappings
    : IEntityTypeConfiguration<CustomForm>,
        IEntityTypeConfiguration<CustomFormOption>,
        IEntityTypeConfiguration<CustomFormTranslate>
{
    public void Configure(EntityTypeBuilder<CustomForm> entity) =>
        entity
            .HasIndex(f => new
            {
                f.EventId,
                f.FieldIdentifier,
                f.Form,
                f.FormId,
            })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasDatabaseName("ux_custom_forms_field");

    public void Configure(EntityTypeBuilder<CustomFormOption> entity)
    {
        entity.HasOne(o => o.CustomForm).WithMany().HasForeignKey(o => o.CustomFormId).OnDelete(DeleteBehavior.Cascade);
        entity.Navigation(o => o.CustomForm).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<CustomFormTranslate> entity)
    {
        entity.HasOne(t => t.CustomForm).WithMany().HasForeignKey(t => t.CustomFormId).OnDelete(DeleteBehavior.Cascade);
        entity.Navigation(t => t.CustomForm).AutoInclude();
    }
}
