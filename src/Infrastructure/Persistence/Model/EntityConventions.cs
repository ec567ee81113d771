using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Conventions for every entity: the row version, and what deleting a row does to optional foreign keys.</summary>
internal static class EntityConventions
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(Entity).IsAssignableFrom(entity.ClrType))
                model.Entity(entity.ClrType).Property(nameof(Entity.Version)).IsRowVersion();

            // An optional foreign key becomes null when its target row is deleted, so that the row itself stays.
            foreach (var key in entity.GetForeignKeys())
                if (!key.IsRequired && key.DeleteBehavior == DeleteBehavior.ClientSetNull)
                    key.DeleteBehavior = DeleteBehavior.SetNull;
        }
    }
}
