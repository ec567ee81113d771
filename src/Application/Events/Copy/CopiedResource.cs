using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>A resource that is copied with an event.</summary>
internal abstract class CopiedResource
{
    /// <summary>
    /// One element, this number, if the original event has rows of the resource; null if that depends on the copies of another resource.
    /// </summary>
    public abstract IQueryable<int>? Mark(EventCopyContext context, int number);

    /// <summary>Makes a copy of each row of the original event that is not deleted.</summary>
    public abstract Task CopyRowsAsync(EventCopyContext context, CancellationToken ct);

    /// <summary>Inserts the copies. Runs after the copy of the event has an id, and after the resources that the rows point to.</summary>
    public abstract Task InsertRowsAsync(EventCopyContext context, CancellationToken ct);

    /// <summary>Links the copies as the originals are linked. Runs after the copies of all resources have ids.</summary>
    public abstract Task CopyLinksAsync(EventCopyContext context, CancellationToken ct);
}

/// <inheritdoc />
internal sealed class CopiedResource<T> : CopiedResource
    where T : Entity
{
    private static readonly Func<T, string?>[] Texts =
    [
        .. typeof(T)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0)
            .Select(p => p.GetMethod!.CreateDelegate<Func<T, string?>>()),
    ];

    private readonly Resource<T> _resource;
    private readonly RowMapping<T> _mapping;
    private readonly IReadOnlyList<IForeignKey<T>> _keys;
    private readonly IForeignKey<T> _parent;
    private readonly IReadOnlyList<Relationship<T>> _links;

    public CopiedResource(Resource<T> resource)
    {
        _resource = resource;
        _mapping = new RowMapping<T>(resource);
        _keys = CopiedForeignKeys.Of(resource);
        _parent = _keys.FirstOrDefault(k => TargetOf(k) == typeof(Event))
            ?? _keys.FirstOrDefault(k => !k.IsOptional)
            ?? throw new InvalidOperationException($"{resource.Type} is copied with an event, but has no key of the event or of its rows.");
        _links =
        [
            .. resource.Relationships.Where(r =>
                r is IJoinTable<T> { IsInverse: false } && r.TargetResource is { IsCopiedWithEvent: true }
            ),
        ];
    }

    public override IQueryable<int>? Mark(EventCopyContext context, int number) =>
        TargetOf(_parent) == typeof(Event)
            ? context
                .Data.Set<T>()
                .Where(_parent.PointsToAny([.. context.CopiesOf(typeof(Event)).Keys]))
                .WithoutTrash(_resource)
                // With LIMIT 1, PostgreSQL may search the whole table in the order of the ids for the first row of the event.
                .Select(_ => number)
                .Distinct()
            : null;

    public override async Task CopyRowsAsync(EventCopyContext context, CancellationToken ct)
    {
        var parents = context.CopiesOf(TargetOf(_parent)).Keys.ToList();
        if (parents.Count == 0)
            return;
        var originals = context
            .Data.Set<T>()
            .AsNoTracking()
            .Where(_parent.PointsToAny(parents))
            .WithoutTrash(_resource)
            .OrderBy(r => r.Id)
            .Take(context.Remaining + 1)
            .AsAsyncEnumerable();
        var copies = new Dictionary<long, Entity>();
        await foreach (var original in originals.WithCancellation(ct))
        {
            context.CountCharacters(Texts.Sum(text => text(original)?.Length ?? 0));
            var row = _mapping.Copy(original, context.Shift, context.Media);
            foreach (var key in _keys)
                if (key.GetKey(original) is { } target)
                    key.SetTarget(row, context.CopiesOf(TargetOf(key)).GetValueOrDefault(target));
            copies.Add(original.Id, row);
        }

        context.Add<T>(copies);
    }

    public override async Task InsertRowsAsync(EventCopyContext context, CancellationToken ct)
    {
        if (_keys.Any(key => context.HasPending(TargetOf(key))))
            await context.InsertPendingAsync(ct);
        foreach (var row in context.CopiesOf(typeof(T)).Values.Cast<T>())
        {
            foreach (var key in _keys)
                key.SetKeyFromTarget(row);
            _resource.ChangeCopy?.Invoke(row);
            context.AddPending(row, _resource.CreateCompanion?.Invoke(row));
        }
    }

    public override async Task CopyLinksAsync(EventCopyContext context, CancellationToken ct)
    {
        var owners = context.CopiesOf(typeof(T));
        if (owners.Count > 0)
            foreach (var link in _links)
                context.Count(
                    await ((IJoinTable<T>)link).CopyAsync(
                        context.Data,
                        context.Grant,
                        owners,
                        context.CopiesOf(link.TargetResource!.EntityType),
                        context.Remaining,
                        ct
                    )
                );
    }

    private static Type TargetOf(IForeignKey<T> key) => key.Relationship.TargetResource!.EntityType;
}
