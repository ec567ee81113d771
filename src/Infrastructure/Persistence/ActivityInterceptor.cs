using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application;
using OpenEvent.Application.Common;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Records each save of a unit of work in the log of changes, with one insert in the same transaction. It reads what
/// <see cref="WriteSetInterceptor"/> compares with the grants; what the server writes by itself (<see cref="ServerWrites"/>) is left out.
/// </summary>
internal sealed class ActivityInterceptor(ActivityFormats types, ActivityWriter writer) : SaveChangesInterceptor
{
    /// <summary>
    /// The largest number of changes of one save that get a line each. A save with more gets one line for each type and verb.
    /// </summary>
    private const int MaxLines = 20;

    /// <summary>The members that identify a row. Of a new or removed row, these and the foreign keys are recorded.</summary>
    private static readonly HashSet<string> IdentifyingMembers = ["Name", "Title", "Identifier", "State", "Status"];

    private readonly ConditionalWeakTable<DbContext, List<PendingActivity>> _pending = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = eventData.Context!;
        _pending.Remove(db);
        if (db.Database.CurrentTransaction is null)
            return ValueTask.FromResult(result);
        List<PendingActivity> pending = [.. db.ChangeTracker.Entries().Select(Describe).OfType<PendingActivity>()];
        if (pending.Count > 0)
            _pending.Add(db, pending);
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (OpenEventDb)eventData.Context!;
        if (!_pending.TryGetValue(db, out var pending))
            return result;
        _pending.Remove(db);
        await writer.WriteAsync(db, DescribeAll(pending), cancellationToken);
        return result;
    }

    private static IEnumerable<string> DescribeAll(List<PendingActivity> pending) =>
        pending.Count <= MaxLines
            ? pending.Select(p => p.ToString())
            : pending.GroupBy(p => (p.Type, p.Verb)).Select(g => ActivityWriter.Summarize(g.Count(), g.Key.Type, g.Key.Verb));

    private PendingActivity? Describe(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            return null;
        if (entry.Metadata.IsOwned() || types.Find(entry.Metadata.ClrType) is not { } type)
            return null;
        var row = entry.Entity;
        if (entry.State != EntityState.Modified)
        {
            var write = entry.State == EntityState.Added ? RowWrite.Create : RowWrite.Remove;
            if (ServerWrites.Cover(write, row.GetType(), null))
                return null;
            IEnumerable<string> Values() =>
                entry
                    .Properties.Where(p => IdentifyingMembers.Contains(p.Metadata.Name) || p.Metadata.IsForeignKey())
                    .Select(p => type.DescribeValue(p.Metadata.Name, p.CurrentValue))
                    .OfType<string>();
            if (write == RowWrite.Create)
                return new PendingActivity(type.Name, "created", row, () => [.. Values()]);
            List<string> removed = [.. Values()]; // The values of a removed row cannot be read after the save.
            return new PendingActivity(type.Name, "deleted permanently", row, () => removed);
        }

        var changed = entry
            .Properties.Where(p => p.IsModified && !ServerWrites.Cover(RowWrite.Change, row.GetType(), p.Metadata.Name))
            .ToList();
        if (changed.Count == 0)
            return null;
        var values = changed.Where(p => !IsDeletion(row, p)).Select(p => (Property: p, Before: p.OriginalValue)).ToList();
        return new PendingActivity(type.Name, VerbOf(row, changed), row, () =>
            [.. values.Select(v => type.DescribeChange(v.Property.Metadata.Name, v.Before, v.Property.CurrentValue))]
        );
    }

    private static string VerbOf(object row, List<PropertyEntry> changed) =>
        changed.Find(p => IsDeletion(row, p)) is not { } deletion ? "changed"
        : deletion.CurrentValue is null ? "restored"
        : "deleted";

    private static bool IsDeletion(object row, PropertyEntry property) =>
        row is ISoftDeleted && property.Metadata.Name == nameof(ISoftDeleted.DeletedAt);

    /// <summary>A change that is being saved.</summary>
    /// <param name="Describe">
    /// Called after the save. Before it, new rows have no ids, and keys of new rows are temporary values of EF.
    /// </param>
    private sealed record PendingActivity(string Type, string Verb, object Row, Func<IReadOnlyList<string>> Describe)
    {
        public override string ToString()
        {
            var details = Describe();
            return (Row is Entity entity ? $"{Type} {entity.Id} {Verb}" : $"{Type} {Verb}")
                + (details.Count == 0 ? "" : $" ({string.Join("; ", details)})");
        }
    }
}
