using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// Custom forms: a field occurs once in a form. Options and translations are deleted with it, and are read with it for their policies.
/// </summary>
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
