using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Common;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Outbox;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Queues a check of each stored picture or upload whose URL a save replaces or removes (<see cref="DeleteUnusedFile"/>). The check runs at
/// the next full hour, once for all changes of this hour.
/// </summary>
/// <param name="files">Null: a tool that migrates the database has no file store.</param>
internal sealed class ReplacedFilesInterceptor(ResourceCatalog catalog, IFileStore? files, IPublicUrl? publicUrl, TimeProvider clock)
    : SaveChangesInterceptor
{
    private readonly Dictionary<Type, string[]> _members = UrlMembers.Of(catalog);

    private readonly StoredFiles? _stored = files is null || publicUrl is null ? null : new StoredFiles(files, publicUrl);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = eventData.Context!;
        if (_stored is not null && db.Database.CurrentTransaction is not null)
            foreach (var path in db.ChangeTracker.Entries().SelectMany(FindReplaced).Distinct().ToList())
                db.Add(CreateEntry(path));
        return ValueTask.FromResult(result);
    }

    private IEnumerable<string> FindReplaced(EntityEntry entry)
    {
        if (
            entry.State is not (EntityState.Modified or EntityState.Deleted)
            || !_members.TryGetValue(entry.Metadata.ClrType, out var members)
        )
            yield break;
        foreach (var member in members)
            if (
                entry.Property(member) is { OriginalValue: string former } property
                && (entry.State == EntityState.Deleted || former != (string?)property.CurrentValue)
                && _stored!.FindPath(former, StoredFiles.Images, StoredFiles.Uploads) is { } path
            )
                yield return path;
    }

    private OutboxEntry CreateEntry(string path)
    {
        var now = clock.GetUtcNow();
        var hour = now.AddTicks(TimeSpan.TicksPerHour - (now.Ticks % TimeSpan.TicksPerHour));
        return new OutboxEntry
        {
            Kind = DeleteUnusedFile.EntryKind,
            Key = string.Create(CultureInfo.InvariantCulture, $"{path} {hour:yyyyMMddHH}"),
            Payload = System.Text.Json.JsonSerializer.Serialize(new DeleteUnusedFile.Payload(path)),
            AvailableAt = hour,
        };
    }

    /// <summary>The members of each entity that clients set to a URL.</summary>
    private sealed class UrlMembers : IResourceVisitor
    {
        private readonly Dictionary<Type, string[]> _members = [];

        public static Dictionary<Type, string[]> Of(ResourceCatalog catalog)
        {
            var visitor = new UrlMembers();
            foreach (var resource in catalog.All)
                resource.Accept(visitor);
            return visitor._members;
        }

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            string[] members =
            [
                .. resource.Fields.Where(f => f is { IsUrl: true, IsStored: true, IsReadOnly: false }).Select(f => f.Member),
            ];
            if (members.Length > 0)
                _members.Add(typeof(T), members);
        }
    }
}
