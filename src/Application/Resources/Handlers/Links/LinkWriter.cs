using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Writes to-many links: rows of a join table, or the foreign keys of the linked rows. The policies of both rows are asked about each link,
/// in whatever way it is written (docs/decisions/025-both-ends-of-a-link.md).
/// </summary>
internal sealed class LinkWriter(IData data, IAuthorization authorization, KeyWriter keys)
{
    /// <summary>Writes the links of a document. Links that it does not change need no permission.</summary>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> WriteDocumentAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity => WriteAsync(resource, row, relationship, operation, ids, asksUnchanged: false, ct);

    /// <summary>Writes the links of a relationship URL. Permission is needed for each link that the request names.</summary>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> WriteLinkageAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
        where T : Entity => WriteAsync(resource, row, relationship, operation, ids, asksUnchanged: true, ct);

    private async Task<bool> WriteAsync<T>(
        Resource<T> resource,
        T row,
        Relationship<T> relationship,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        bool asksUnchanged,
        CancellationToken ct
    )
        where T : Entity
    {
        var visitor = new TypedWriter(this, row, relationship, operation, [.. ids], asksUnchanged, ct);
        resource.AcceptRelationships(visitor);
        return visitor.Result is null
            ? throw RejectedException.MethodNotAllowed($"The {relationship.Name} of {resource.WithArticle} cannot be set here.")
            : await visitor.Result;
    }

    private async Task<bool> WriteJoinAsync<T, TTarget>(
        LinkEnds<T, TTarget> ends,
        IJoinTable<T> join,
        LinkOperation operation,
        List<long> ids,
        bool asksUnchanged,
        CancellationToken ct
    )
        where T : Entity
        where TTarget : Entity
    {
        var (owner, row, relationship) = ends;
        var linkedIds = (await join.GetLinkedIdsAsync(data, row.Id, ct)).ToList();
        // What the actor does not see is neither linked nor unlinked.
        var visible = await data.Set<TTarget>()
            .Where(relationship.Target.VisibleTo(authorization.Actor, trashed: false))
            .Where(t => ids.Contains(t.Id) || linkedIds.Contains(t.Id))
            .ToListAsync(ct);
        var change = LinkSelection.Of(visible, [.. visible.Where(t => linkedIds.Contains(t.Id))], operation, ids, asksUnchanged);
        RequireFound(relationship.Target, operation, ids, visible);
        await relationship.Target.LoadForPolicyAsync(data, [.. change.AskedToLink, .. change.AskedToUnlink], ct);
        var nameAtTarget = join.NameAtTarget ?? relationship.Name;
        // Both policies are asked about each link before the grant of the second one is used.
        Dictionary<long, Grant> grants = [];
        foreach (var (target, links) in change.Asked)
        {
            Require(owner.Policy, row, new RowLink(relationship.Name, target), links, relationship.Pointer);
            grants[target.Id] = Require(relationship.Target.Policy, target, new RowLink(nameAtTarget, row), links, relationship.Pointer);
        }

        if (change.IsNothingAsked)
            RequireChangeable(owner, row, relationship, asksUnchanged);
        if (change.Added.Count > 0)
            await join.ValidateAsync(data, row.Id, [.. change.Added.Select(t => t.Id)], ct);
        foreach (var target in change.Added)
            join.Add(data, grants[target.Id], row.Id, target.Id);
        if (change.Removed.Count > 0)
            await join.RemoveAsync(data, row.Id, change.Removed.ToDictionary(t => t.Id, t => grants[t.Id]), ct);
        return change.Added.Count + change.Removed.Count > 0;
    }

    private async Task<bool> WriteInverseAsync<TOwner, TRow>(
        LinkEnds<TOwner, TRow> ends,
        BelongsTo<TRow, TOwner> key,
        LinkOperation operation,
        List<long> ids,
        bool asksUnchanged,
        CancellationToken ct
    )
        where TOwner : Entity
        where TRow : Entity
    {
        var (ownerResource, owner, relationship) = ends;
        var target = relationship.Target;
        if (operation == LinkOperation.Add && !relationship.IsToMany)
            operation = LinkOperation.Replace;
        var owners = data.Set<TOwner>().Where(o => o.Id == owner.Id);
        var isVisible = target.VisibleTo(authorization.Actor, trashed: false);
        var linked = await relationship.TargetsOf(data, owners).Where(isVisible).ToListAsync(ct);
        var named = await data.Set<TRow>().Where(isVisible).Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        RequireFound(target, LinkOperation.Add, ids, named);
        var change = LinkSelection.Of([.. named.Union(linked)], linked, operation, ids, asksUnchanged);
        await target.LoadForPolicyAsync(data, [.. change.AskedToLink, .. change.AskedToUnlink], ct);
        var formerOwners = await FindFormerOwnersAsync(change.Added, key, ct);
        var changed = false;
        foreach (var (row, links) in change.Asked)
        {
            if (key.OneEndReason is null)
            {
                if (links && key.GetKey(row) is { } id && formerOwners.TryGetValue(id, out var former))
                    authorization.Require(
                        // The former owner may be hidden from the actor.
                        ownerResource.Policy.Unlink(authorization.Actor, former, new RowLink(relationship.Name, row)).WithoutRule(),
                        relationship.Pointer
                    );
                Require(ownerResource.Policy, owner, new RowLink(relationship.Name, row), links, relationship.Pointer);
            }

            RelationshipTargets.RequireSameEvent(row, owner, target.Type, "/data");
            var to =
                links ? owner.Id
                : key.GetKey(row) == owner.Id ? null
                : key.GetKey(row);
            changed |= await keys.WriteAsync(target, row, key, to, targetsAreChecked: true, ct);
        }

        if (change.IsNothingAsked)
            RequireChangeable(ownerResource, owner, relationship, asksUnchanged);
        return changed;
    }

    /// <summary>The rows that lose a link because their key points to a new owner.</summary>
    private async Task<Dictionary<long, TOwner>> FindFormerOwnersAsync<TOwner, TRow>(
        IReadOnlyList<TRow> rows,
        BelongsTo<TRow, TOwner> key,
        CancellationToken ct
    )
        where TOwner : Entity
        where TRow : Entity
    {
        var ids = rows.Select(key.GetKey).OfType<long>().Distinct().ToList();
        return ids.Count == 0 || key.OneEndReason is not null
            ? []
            : await data.Set<TOwner>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
    }

    private static void RequireFound<T>(Resource<T> resource, LinkOperation operation, List<long> ids, List<T> found)
        where T : Entity
    {
        var missing = operation == LinkOperation.Remove ? [] : ids.Except(found.Select(r => r.Id)).ToList();
        if (missing.Count > 0)
            throw RejectedException.NotFound(resource.Type, string.Join(", ", missing), "/data");
    }

    private Grant Require<T>(Policy<T> policy, T row, RowLink link, bool links, string pointer) =>
        authorization.Require(links ? policy.Link(authorization.Actor, row, link) : policy.Unlink(authorization.Actor, row, link), pointer);

    /// <summary>
    /// A request that names no link that the actor sees, and removes none, writes nothing and asks about no link. At a relationship URL it
    /// is answered as an update of the row without changes; a document's row was decided on already.
    /// </summary>
    private void RequireChangeable<T>(Resource<T> resource, T row, Relationship<T> relationship, bool isLinkage)
        where T : Entity =>
        authorization.Require(
            isLinkage ? resource.Policy.Update(authorization.Actor, row, Changes<T>.None) : Decision.Allow,
            relationship.Pointer
        );

    private sealed record LinkEnds<T, TTarget>(Resource<T> Owner, T Row, Relationship<T, TTarget> Relationship)
        where T : Entity
        where TTarget : Entity;

    private sealed class TypedWriter(
        LinkWriter writer,
        Entity row,
        Relationship wanted,
        LinkOperation operation,
        List<long> ids,
        bool asksUnchanged,
        CancellationToken ct
    ) : IRelationshipVisitor
    {
        public Task<bool>? Result { get; private set; }

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            if (relationship != wanted || !relationship.IsLinkable)
                return;
            var ends = new LinkEnds<T, TTarget>(owner, (T)row, relationship);
            if (relationship is IJoinTable<T> join)
                Result = writer.WriteJoinAsync(ends, join, operation, ids, asksUnchanged, ct);
            else if (relationship is InverseOf<T, TTarget> inverse)
                Result = writer.WriteInverseAsync(ends, inverse.Key, operation, ids, asksUnchanged, ct);
        }
    }
}
