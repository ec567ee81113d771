using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The identifiers behind a relationship URL.</summary>
internal sealed record LinkageQuery<T, TTarget>(Key Key, Relationship<T, TTarget> Relationship) : IRequest<LinkageOf>
    where T : Entity
    where TTarget : Entity;

/// <param name="LinkKey">The owner's id as links carry it.</param>
internal sealed record LinkageOf(string LinkKey, IReadOnlyList<long> Ids);

/// <inheritdoc cref="LinkageQuery{T,TTarget}" />
internal sealed class LinkageHandler<T, TTarget>(IData data, IGate gate, ResourceCatalog catalog)
    : IRequestHandler<LinkageQuery<T, TTarget>, LinkageOf>
    where T : Entity
    where TTarget : Entity
{
    public async Task<LinkageOf> Handle(LinkageQuery<T, TTarget> request, CancellationToken ct)
    {
        var (actor, owner, relationship) = (gate.Actor, catalog.Of<T>(), request.Relationship);
        if (relationship.IsClosedTo(actor))
            throw Refused.Unauthenticated($"Sign in to see the {relationship.Name} of this {owner.Type}.");
        var parents = data.Set<T>().AsNoTracking().Where(owner.VisibleTo(actor, trashed: false)).Where(request.Key.On(owner));
        var row = await parents.SingleOrDefaultAsync(ct) ?? throw Refused.Missing(owner.Type, request.Key.Text);
        if (relationship.IsPrivate && !owner.Policy.SeesPrivate(actor, row))
            gate.Require(Decision.Deny($"The {relationship.Name} of this {owner.Type} are for those who run it."));
        var ids = await relationship
            .Of(data, parents)
            .Where(relationship.Target.VisibleTo(actor, trashed: false))
            .OrderBy(t => t.Id)
            .Take(catalog.MaxRows + 1)
            .Select(t => t.Id)
            .ToListAsync(ct);
        if (ids.Count > catalog.MaxRows)
            throw Refused.Malformed($"There are more than {catalog.MaxRows} links: list {relationship.Name} page by page.");
        return new LinkageOf(owner.LinkKeyOf(row), ids);
    }
}
