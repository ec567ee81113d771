using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Writes to-many links: rows of a join table, or the keys of the rows at the other end, each under its own policy.</summary>
internal sealed class LinkWriter(IData data, IGate gate)
{
    /// <returns>Whether anything changed.</returns>
    public Task<bool> AddAsync<T>(Resource<T> resource, T row, Relationship<T> relationship, IReadOnlyList<long> ids, CancellationToken ct)
        where T : Entity => WriteAsync(resource, row, relationship, LinkVerb.Add, ids, ct);

    /// <returns>Whether anything changed.</returns>
    public Task<bool> ReplaceAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity => WriteAsync(resource, row, relationship, LinkVerb.Replace, ids, ct);

    public async Task<bool> WriteAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        LinkVerb verb,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity
    {
        if (relationship is IJoin<T> join)
            return await WriteJoinAsync(row, relationship, join, verb, ids, ct);
        var visitor = new Inverse(this, row, relationship, verb, ids, ct);
        resource.AcceptRelationships(visitor);
        return visitor.Work is null
            ? throw Refused.NotOffered($"The {relationship.Name} of a {resource.Type} cannot be set here.")
            : await visitor.Work;
    }

    private async Task<bool> WriteJoinAsync<T>(
        T row,
        Relationship<T> relationship,
        IJoin<T> join,
        LinkVerb verb,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity
    {
        var linked = await join.LinkedAsync(data, row.Id, ct);
        var missing = verb == LinkVerb.Remove ? [] : ids.Except(await join.KnownAsync(data, gate.Actor, ids, ct)).ToList();
        if (missing.Count > 0)
            throw Refused.Missing(relationship.TargetResource!.Type, string.Join(", ", missing), "/data");
        var added = verb == LinkVerb.Remove ? [] : ids.Except(linked).ToList();
        var removed = verb switch
        {
            LinkVerb.Add => [],
            LinkVerb.Remove => ids.Intersect(linked).ToList(),
            _ => linked.Except(ids).ToList(),
        };
        if (added.Count > 0)
            await join.CheckAsync(data, row.Id, added, ct);
        foreach (var id in added)
            join.Add(data, row.Id, id);
        if (removed.Count > 0)
            await join.RemoveAsync(data, row.Id, removed, ct);
        return added.Count + removed.Count > 0;
    }

    private async Task<bool> WriteInverseAsync<TOwner, TRow>(
        TOwner owner,
        InverseOf<TOwner, TRow> relationship,
        LinkVerb verb,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where TOwner : Entity
        where TRow : Entity
    {
        var (target, key) = (relationship.Target, relationship.Key);
        if (verb == LinkVerb.Add && !relationship.IsToMany)
            verb = LinkVerb.Replace;
        var owners = data.Set<TOwner>().Where(o => o.Id == owner.Id);
        var linked = await relationship.Of(data, owners).Where(target.VisibleTo(gate.Actor, trashed: false)).ToListAsync(ct);
        var wanted = await data.Set<TRow>()
            .Where(target.VisibleTo(gate.Actor, trashed: false))
            .Where(r => ids.Contains(r.Id))
            .ToListAsync(ct);
        var missing = ids.Except(wanted.Select(r => r.Id)).ToList();
        if (missing.Count > 0)
            throw Refused.Missing(target.Type, string.Join(", ", missing), "/data");

        var added = verb == LinkVerb.Remove ? [] : wanted.Where(r => linked.All(l => l.Id != r.Id)).ToList();
        var removed = verb switch
        {
            LinkVerb.Add => [],
            LinkVerb.Remove => linked.Where(l => ids.Contains(l.Id)).ToList(),
            _ => linked.Where(l => !ids.Contains(l.Id)).ToList(),
        };
        foreach (var row in added)
            Move(owner, row, key, owner.Id, target);
        foreach (var row in removed)
            Move(owner, row, key, null, target);
        return added.Count + removed.Count > 0;
    }

    private void Move<TOwner, TRow>(TOwner owner, TRow row, BelongsTo<TRow, TOwner> key, long? to, Resource<TRow> target)
        where TOwner : Entity
        where TRow : Entity
    {
        if (key.IsFixed || (to is null && !key.IsOptional))
            throw Refused.Invalid($"The {key.Name} of a {target.Type} cannot be changed.", "/data");
        Targets.RequireSameEvent(row, owner, target.Type, "/data");
        var change = new Changes<TRow>([key.ChangeTo(to)]);
        gate.Require(target.Policy.Update(gate.Actor, row, change));
        change.ApplyTo(row);
    }

    private sealed class Inverse(
        LinkWriter writer,
        Entity row,
        Relationship wanted,
        LinkVerb verb,
        IReadOnlyList<long> ids,
        CancellationToken ct
    ) : IRelationshipVisitor
    {
        public Task<bool>? Work { get; private set; }

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            if (relationship == wanted && relationship is InverseOf<T, TTarget> { IsLinkable: true } inverse)
                Work = writer.WriteInverseAsync((T)row, inverse, verb, ids, ct);
        }
    }
}
