using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Compares the change tracker with the grants of the unit of work before each save: rows, members, join rows, and what follows from the
/// removal of a row. It runs last, after the interceptors that stamp rows.
/// </summary>
internal sealed class WriteSetInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        RequireCovered((OpenEventDb)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        RequireCovered((OpenEventDb)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void RequireCovered(OpenEventDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        foreach (var (write, member) in FindWrites(entry))
            if (!IsCovered(db, entry, write, member))
                throw new UngrantedWriteException(Describe(entry, write, member));
    }

    private static bool IsCovered(OpenEventDb db, EntityEntry entry, RowWrite write, string? member) =>
        db.Writes.Covers(write, entry.Entity, member)
        || (write is RowWrite.Remove or RowWrite.Change && FollowsFromRemoval(db, entry, member));

    private static IEnumerable<(RowWrite Write, string? Member)> FindWrites(EntityEntry entry)
    {
        switch (entry.State)
        {
            case EntityState.Added:
                yield return (RowWrite.Create, null);
                break;
            case EntityState.Deleted:
                yield return (RowWrite.Remove, null);
                break;
            case EntityState.Modified:
                foreach (var property in entry.Properties)
                    if (property.IsModified)
                        yield return FindChange(entry, property);
                foreach (var value in entry.ComplexProperties)
                    if (value.IsModified)
                        yield return (RowWrite.Change, value.Metadata.Name);
                break;
        }
    }

    private static (RowWrite Write, string? Member) FindChange(EntityEntry entry, PropertyEntry property)
    {
        if (entry.Entity is not ISoftDeleted || property.Metadata.Name != nameof(ISoftDeleted.DeletedAt))
            return (RowWrite.Change, property.Metadata.Name);
        return (property.CurrentValue is null ? RowWrite.Restore : RowWrite.Trash, null);
    }

    /// <summary>A row that a covered removal takes with it, or a foreign key that it clears, as the model declares.</summary>
    private static bool FollowsFromRemoval(OpenEventDb db, EntityEntry entry, string? member)
    {
        foreach (var key in entry.Metadata.GetForeignKeys())
        {
            var follows =
                entry.State == EntityState.Deleted
                    ? key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade
                    : key.DeleteBehavior is DeleteBehavior.SetNull or DeleteBehavior.ClientSetNull
                        && key.Properties.Any(p => p.Name == member && entry.CurrentValues[p] is null);
            if (follows && FindRemovedPrincipal(db, entry, key) is { } principal && IsCovered(db, principal, RowWrite.Remove, null))
                return true;
        }

        return false;
    }

    private static EntityEntry? FindRemovedPrincipal(OpenEventDb db, EntityEntry entry, IForeignKey key)
    {
        foreach (var principal in db.ChangeTracker.Entries())
            if (
                principal.State == EntityState.Deleted
                && principal.Metadata == key.PrincipalEntityType
                && key.Properties.Zip(key.PrincipalKey.Properties)
                    .All(p => Equals(entry.OriginalValues[p.First], principal.OriginalValues[p.Second]))
            )
                return principal;
        return null;
    }

    private static string Describe(EntityEntry entry, RowWrite write, string? member)
    {
        var row = entry.Entity is Entity { Id: > 0 } entity ? $"{entry.Metadata.ClrType.Name} {entity.Id}" : entry.Metadata.ClrType.Name;
        return member is null ? $"{write} of {row}" : $"{write} of {member} of {row}";
    }
}
