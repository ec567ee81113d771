using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Writes to-many links: rows of a join table, or the foreign keys of the linked rows. The policy of a linked row must allow the change of
/// its key.
/// </summary>
internal sealed class LinkWriter(IData data, IAuthorization authorization)
{
    /// <returns>Whether anything changed.</returns>
    public Task<bool> AddAsync<T>(Resource<T> resource, T row, Relationship<T> relationship, IReadOnlyList<long> ids, CancellationToken ct)
        where T : Entity => WriteAsync(resource, row, relationship, LinkOperation.Add, ids, ct);

    /// <returns>Whether anything changed.</returns>
    public Task<bool> ReplaceAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity => WriteAsync(resource, row, relationship, LinkOperation.Replace, ids, ct);

    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WriteAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity
    {
        if (relationship is IJoinTable<T> join)
            return await WriteJoinAsync(row, relationship, join, operation, ids, ct);
        var visitor = new InverseWriter(this, row, relationship, operation, ids, ct);
        resource.AcceptRelationships(visitor);
        return visitor.Result is null
            ? throw RejectedException.MethodNotAllowed($"The {relationship.Name} of a {resource.Type} cannot be set here.")
            : await visitor.Result;
    }

    private async Task<bool> WriteJoinAsync<T>(
        T row,
        Relationship<T> relationship,
        IJoinTable<T> join,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity
    {
        var linked = await join.GetLinkedIdsAsync(data, row.Id, ct);
        var missing =
            operation == LinkOperation.Remove
                ? []
                : ids.Except(await join.FindVisibleIdsAsync(data, authorization.Actor, ids, ct)).ToList();
        if (missing.Count > 0)
            throw RejectedException.NotFound(relationship.TargetResource!.Type, string.Join(", ", missing), "/data");
        var added = operation == LinkOperation.Remove ? [] : ids.Except(linked).ToList();
        var removed = operation switch
        {
            LinkOperation.Add => [],
            LinkOperation.Remove => ids.Intersect(linked).ToList(),
            _ => linked.Except(ids).ToList(),
        };
        if (added.Count > 0)
            await join.ValidateAsync(data, row.Id, added, ct);
        foreach (var id in added)
            join.Add(data, row.Id, id);
        if (removed.Count > 0)
            await join.RemoveAsync(data, row.Id, removed, ct);
        return added.Count + removed.Count > 0;
    }

    private async Task<bool> WriteInverseAsync<TOwner, TRow>(
        TOwner owner,
        InverseOf<TOwner, TRow> relationship,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where TOwner : Entity
        where TRow : Entity
    {
        var target = relationship.Target;
        var key = relationship.Key;
        if (operation == LinkOperation.Add && !relationship.IsToMany)
            operation = LinkOperation.Replace;
        var owners = data.Set<TOwner>().Where(o => o.Id == owner.Id);
        var linked = await relationship
            .TargetsOf(data, owners)
            .Where(target.VisibleTo(authorization.Actor, trashed: false))
            .ToListAsync(ct);
        var wanted = await data.Set<TRow>()
            .Where(target.VisibleTo(authorization.Actor, trashed: false))
            .Where(r => ids.Contains(r.Id))
            .ToListAsync(ct);
        var missing = ids.Except(wanted.Select(r => r.Id)).ToList();
        if (missing.Count > 0)
            throw RejectedException.NotFound(target.Type, string.Join(", ", missing), "/data");

        var added = operation == LinkOperation.Remove ? [] : wanted.Where(r => linked.All(l => l.Id != r.Id)).ToList();
        var removed = operation switch
        {
            LinkOperation.Add => [],
            LinkOperation.Remove => linked.Where(l => ids.Contains(l.Id)).ToList(),
            _ => linked.Where(l => !ids.Contains(l.Id)).ToList(),
        };
        foreach (var row in added)
            SetKey(owner, row, key, owner.Id, target);
        foreach (var row in removed)
            SetKey(owner, row, key, null, target);
        return added.Count + removed.Count > 0;
    }

    private void SetKey<TOwner, TRow>(TOwner owner, TRow row, BelongsTo<TRow, TOwner> key, long? to, Resource<TRow> target)
        where TOwner : Entity
        where TRow : Entity
    {
        if (key.IsFixed || (to is null && !key.IsOptional))
            throw RejectedException.Invalid($"The {key.Name} of a {target.Type} cannot be changed.", "/data");
        RelationshipTargets.RequireSameEvent(row, owner, target.Type, "/data");
        var change = new Changes<TRow>([key.ChangeTo(to)]);
        authorization.Require(target.Policy.Update(authorization.Actor, row, change));
        change.ApplyTo(row);
    }

    private sealed class InverseWriter(
        LinkWriter writer,
        Entity row,
        Relationship wanted,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    ) : IRelationshipVisitor
    {
        public Task<bool>? Result { get; private set; }

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            if (relationship == wanted && relationship is InverseOf<T, TTarget> { IsLinkable: true } inverse)
                Result = writer.WriteInverseAsync((T)row, inverse, operation, ids, ct);
        }
    }
}
