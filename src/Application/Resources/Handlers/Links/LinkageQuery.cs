using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The resource identifiers of a relationship URL.</summary>
internal sealed record LinkageQuery<T, TTarget>(ResourceKey Key, Relationship<T, TTarget> Relationship) : IRequest<LinkageResult>
    where T : Entity
    where TTarget : Entity;

/// <summary>The result of <see cref="LinkageQuery{T,TTarget}"/>.</summary>
/// <param name="UrlKey">The key of the owner in URLs.</param>
/// <param name="Ids">The ids of the linked rows, in ascending order.</param>
internal sealed record LinkageResult(string UrlKey, IReadOnlyList<long> Ids);

/// <inheritdoc cref="LinkageQuery{T,TTarget}" />
internal sealed class LinkageHandler<T, TTarget>(IData data, IAuthorization authorization, ResourceCatalog catalog)
    : IRequestHandler<LinkageQuery<T, TTarget>, LinkageResult>
    where T : Entity
    where TTarget : Entity
{
    public async Task<LinkageResult> Handle(LinkageQuery<T, TTarget> request, CancellationToken ct)
    {
        var actor = authorization.Actor;
        var owner = catalog.Of<T>();
        var relationship = request.Relationship;
        if (relationship.IsHiddenFrom(actor))
            throw RejectedException.Unauthenticated($"Sign in to see the {relationship.Name} of this {owner.Type}.");
        var parents = data.Set<T>().AsNoTracking().Where(owner.VisibleTo(actor, trashed: false)).Where(request.Key.Matches(owner));
        var row = await parents.SingleOrDefaultAsync(ct) ?? throw RejectedException.NotFound(owner.Type, request.Key.Text);
        if (relationship.NeedsPrivateAccess(actor) && !owner.Policy.CanSeePrivate(actor, row))
            authorization.Require(Decision.Deny($"The {relationship.Name} of this {owner.Type} are private."));
        var targets = relationship.TargetsOf(data, parents);
        if (relationship.ConditionFor(actor) is { } own)
            targets = targets.Where(own);
        var ids = await targets
            .Where(relationship.Target.VisibleTo(relationship.ShowsContact ? actor.AsServer() : actor, trashed: false))
            .OrderBy(t => t.Id)
            .Take(catalog.MaxRows + 1)
            .Select(t => t.Id)
            .ToListAsync(ct);
        if (ids.Count > catalog.MaxRows)
            throw RejectedException.Malformed($"There are more than {catalog.MaxRows} links. List {relationship.Name} page by page.");
        return new LinkageResult(owner.UrlKeyOf(row), ids);
    }
}
