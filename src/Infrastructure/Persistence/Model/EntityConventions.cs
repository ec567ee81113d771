using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What holds for every entity.</summary>
internal static class EntityConventions
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(Entity).IsAssignableFrom(entity.ClrType))
                model.Entity(entity.ClrType).Property(nameof(Entity.Version)).IsRowVersion();

            // A key that may be empty is emptied when the row at its other end goes: what a person wrote stays.
            foreach (var key in entity.GetForeignKeys())
                if (!key.IsRequired && key.DeleteBehavior == DeleteBehavior.ClientSetNull)
                    key.DeleteBehavior = DeleteBehavior.SetNull;
        }
    }
}
