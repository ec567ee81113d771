using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// One row, by its key or by the to-one relationship of a parent. It takes one SQL statement, and one for each included segment.
/// </summary>
/// <param name="IsForKey">The row is read without what its declaration loads from other tables, because only its id is used.</param>
internal sealed record GetQuery<T>(ResourceKey? Key, ResourceQuery Query, ResourceScope<T>? Scope = null, bool IsForKey = false)
    : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="GetQuery{T}" />
internal sealed class GetHandler<T>(IData data, IAuthorization authorization, ResourceCatalog catalog, ITableSizes tables)
    : IRequestHandler<GetQuery<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(GetQuery<T> request, CancellationToken ct)
    {
        var query = request.Query;
        var actor = authorization.Actor;
        var resource = catalog.Of<T>();
        TrashAccess.RequireAllowed(query, actor);
        if (request.Scope is not null)
            actor = request.Scope.ReadAs(actor);

        var rows = await ReadAsync(request, resource, actor, ct);
        if (rows.Count == 0)
            await RejectAsync(request, resource, actor, ct);
        request.Scope?.RequireParentAccess(actor, rows[0].Parent);

        var row = rows[0].Row;
        if (resource.LoadOne is { } loadOne && request.Key is not null)
            await loadOne(data, row, ct);
        actor = request.Scope?.ReaderOf(row, actor) ?? actor;
        if (query.Include.Children.Count == 0)
            return new Page<T>([row], 1, IncludedRows.None, actor);
        var budget = new DocumentBudget(catalog.ReadBudget, tables, catalog, query);
        budget.TakeStatements(query.Include);
        var loader = new IncludeLoader(data, actor, catalog, budget);
        await ReadTime.LimitAsync(end => loader.IncludeAsync(resource, [row], query.Include, end), ct);
        return new Page<T>([row], 1, loader.Included, loader.Actor);
    }

    private Task<List<QueryRow<T>>> ReadAsync(GetQuery<T> request, Resource<T> resource, Actor actor, CancellationToken ct)
    {
        var query = request.Query;
        if (request is { Scope: null, Key: { } key } && resource.VisitorQueries.HasRow(query, key, actor))
            return resource.VisitorQueries.RowAsync(data, key, ct);
        var visible = Candidates(request, resource, actor)
            .AsNoTracking()
            .Where(request.Scope?.Visible(resource, actor, query.IncludesTrashed) ?? resource.VisibleTo(actor, query.IncludesTrashed));
        var single = request.Scope is null
            ? visible.Select(r => new QueryRow<T> { Row = r })
            : request.Scope.SelectOne(data, actor, visible);
        return request.IsForKey ? single.ToListAsync(ct) : resource.Loader.LoadAsync(single, data, actor, ct);
    }

    /// <summary>The row of the key or of the scope, visible or not.</summary>
    private IQueryable<T> Candidates(GetQuery<T> request, Resource<T> resource, Actor actor)
    {
        var rows = request.Scope?.Rows(data, actor) ?? data.Set<T>();
        return request.Key is { } key ? rows.Where(key.Matches(resource)) : rows;
    }

    private async Task RejectAsync(GetQuery<T> request, Resource<T> resource, Actor actor, CancellationToken ct)
    {
        var candidates = Candidates(request, resource, actor);
        if (request.Scope is not null)
        {
            await request.Scope.RequireAccessAsync(data, actor, null, ct);
            await request.Scope.CountAsync(data, actor, candidates, ct);
        }

        if (!resource.Policy.HidesExistence && await candidates.AnyAsync(ct))
            throw actor.IsSignedIn
                ? RejectedException.Forbidden($"You may not see this {resource.Type}.")
                : RejectedException.Unauthenticated($"Sign in to see this {resource.Type}.");
        throw RejectedException.NotFound(resource.Type, request.Key?.Text ?? "at this URL");
    }
}
