using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>One row, by its key or as what a parent is linked to, in one statement, and one more for each included segment.</summary>
internal sealed record GetQuery<T>(Key? Key, ResourceQuery Query, Scope<T>? Scope = null) : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="GetQuery{T}" />
internal sealed class GetHandler<T>(IData data, IGate gate, ResourceCatalog catalog) : IRequestHandler<GetQuery<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(GetQuery<T> request, CancellationToken ct)
    {
        var (query, actor, resource) = (request.Query, gate.Actor, catalog.Of<T>());
        Trash.RequireAllowed(query, actor);
        if (request.Scope is not null)
            actor = request.Scope.Admit(actor);

        var called = request.Scope?.Rows(data, actor) ?? data.Set<T>();
        if (request.Key is { } key)
            called = called.Where(key.On(resource));
        var visible = called.AsNoTracking().Where(resource.VisibleTo(actor, query.GetTrashed));
        var one = request.Scope is null ? visible.Select(r => new Pair<T> { Row = r }) : request.Scope.One(data, actor, visible);
        var rows = await resource.Loader.LoadAsync(one, data, actor, ct);
        if (rows.Count == 0)
            await RefuseAsync(request, resource, called, actor, ct);
        request.Scope?.RequireParent(actor, rows[0].Parent);

        var row = rows[0].Row;
        if (query.Include.Children.Count == 0)
            return new Page<T>([row], 1, Included.None, actor);
        var run = new IncludeRun(data, actor, catalog);
        await run.IncludeAsync(resource, [row], query.Include, ct);
        return new Page<T>([row], 1, run.Included, actor);
    }

    private async Task RefuseAsync(GetQuery<T> request, Resource<T> resource, IQueryable<T> called, Actor actor, CancellationToken ct)
    {
        if (request.Scope is not null)
        {
            await request.Scope.RequireAsync(data, actor, null, ct);
            await request.Scope.CountAsync(data, actor, called, ct);
        }

        if (!resource.Policy.Hides && await called.AnyAsync(ct))
            throw actor.IsSignedIn
                ? Refused.Forbidden($"You may not see this {resource.Type}.")
                : Refused.Unauthenticated($"Sign in to see this {resource.Type}.");
        throw Refused.Missing(resource.Type, request.Key?.Text ?? "here");
    }
}
