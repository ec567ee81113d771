using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Conventions for every entity: the row version, what deleting a row does to optional foreign keys, and their indexes.</summary>
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

            foreach (var key in entity.GetForeignKeys().Where(k => !HasIndex(entity, k)).ToList())
                entity.AddIndex(key.Properties, NameOf(entity, key)); // A name, because the columns can have a filtered index too.
        }
    }

    private static string NameOf(IMutableEntityType entity, IMutableForeignKey key) =>
        $"ix_{entity.GetTableName()}_{string.Join('_', key.Properties.Select(p => p.GetColumnName()))}_all";

    /// <summary>
    /// Whether an index finds all rows of a foreign key. EF leaves out the index of a key with which a unique index begins, although a
    /// filtered index does not have all rows.
    /// </summary>
    private static bool HasIndex(IMutableEntityType entity, IMutableForeignKey key) =>
        entity
            .GetIndexes()
            .Where(i => i.GetFilter() is null)
            .Select(i => i.Properties)
            .Concat(entity.GetKeys().Select(k => k.Properties))
            .Any(columns => columns.Take(key.Properties.Count).SequenceEqual(key.Properties));
}
