using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>A page of the rows that the actor may see. It takes one SQL statement, and one for each included segment.</summary>
internal sealed record ListQuery<T>(ResourceQuery Query, ResourceScope<T>? Scope = null) : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="ListQuery{T}" />
internal sealed class ListHandler<T>(IData data, IAuthorization authorization, ResourceCatalog catalog, ITableSizes tables)
    : IRequestHandler<ListQuery<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(ListQuery<T> request, CancellationToken ct)
    {
        var query = request.Query;
        var actor = authorization.Actor;
        var resource = catalog.Of<T>();
        if (request.Scope is null)
            authorization.Require(resource.Policy.List(actor));
        else
            actor = request.Scope.ReadAs(actor);
        TrashAccess.RequireAllowed(query, actor);

        var isForTeam = request.Scope is { IsPrivate: true } && query.PageSize == 0;
        var budget = new DocumentBudget(catalog.ReadBudget * (isForTeam ? ReadLimits.TeamFactor : 1), tables, catalog, query);
        budget.TakeStatements(query.Include);
        var (queryRows, total) =
            request.Scope is null && resource.VisitorQueries.HasPage(query, actor)
                ? await ReadVisitorPageAsync(query, resource, budget, ct)
                : await ReadPageAsync(request, resource, budget, actor, ct);
        budget.Take(resource, queryRows.Count);
        var rows = queryRows.ConvertAll(p => p.Row);

        if (query.Include.Children.Count == 0)
            return new Page<T>(rows, total, IncludedRows.None, actor);
        var loader = new IncludeLoader(data, actor, catalog, budget);
        await ReadTime.LimitAsync(end => loader.IncludeAsync(resource, rows, query.Include, end), ct);
        return new Page<T>(rows, total, loader.Included, loader.Actor);
    }

    private Task<(List<QueryRow<T>> Rows, long Total)> ReadVisitorPageAsync(
        ResourceQuery query,
        Resource<T> resource,
        DocumentBudget budget,
        CancellationToken ct
    ) =>
        ReadTime.LimitAsync(
            async end =>
            {
                var maxRows = budget.RowsOf(resource);
                var take = Math.Min(query.PageSize, maxRows + 1);
                var rows = await resource.VisitorQueries.PageAsync(data, query, take, end);
                RequireAtMost(maxRows, rows);
                if (rows.Count > 0)
                    return (rows, rows[0].OwnerKeyOrTotalCount);
                var visible = resource.VisibleTo(Actor.Anonymous, trashed: false);
                return (rows, query.PageNumber == 1 ? 0 : await data.Set<T>().LongCountAsync(visible, end));
            },
            ct
        );

    private async Task<(List<QueryRow<T>> Rows, long Total)> ReadPageAsync(
        ListQuery<T> request,
        Resource<T> resource,
        DocumentBudget budget,
        Actor actor,
        CancellationToken ct
    )
    {
        var query = request.Query;
        var all = (request.Scope?.Rows(data, actor) ?? data.Set<T>())
            .AsNoTracking()
            .Where(resource.VisibleTo(actor, query.IncludesTrashed));
        var cost = new QueryCost(tables, typeof(T));
        if (query.Filter is not null)
            all = all.Where(new FilterTranslator(data, actor, cost).Translate(resource, query.Filter));
        var sorted = all.Sorted(resource, query.Sort, actor, cost);
        var isExpensive = cost.Total > catalog.ReadBudget && !await IsChosenFromFewAsync(request, cost, actor, ct);
        return await ReadTime.LimitAsync(
            isExpensive ? catalog.ReadBudget : ReadLimits.MaxDuration,
            isExpensive ? cost.Parameter : null,
            async end =>
            {
                if (request.Scope is not null)
                    await request.Scope.RequireAccessAsync(data, actor, query.PageNumber > 1 ? all : null, end);
                return await PageAsync(all, sorted, request, budget.RowsOf(resource), actor, end);
            },
            ct
        );
    }

    /// <summary>
    /// The estimate is for the whole table. The rows of one parent, such as the attendees of one event, may be few of it.
    /// </summary>
    private async Task<bool> IsChosenFromFewAsync(ListQuery<T> request, QueryCost cost, Actor actor, CancellationToken ct)
    {
        if (request.Scope is null)
            return false;
        var room = cost.RowsWithin(catalog.ReadBudget);
        return await request.Scope.Rows(data, actor).Take(room + 1).CountAsync(ct) <= room;
    }

    private async Task<(List<QueryRow<T>> Rows, long Total)> PageAsync(
        IQueryable<T> all,
        IQueryable<T> sorted,
        ListQuery<T> request,
        int maxRows,
        Actor actor,
        CancellationToken ct
    )
    {
        var query = request.Query;
        var resource = catalog.Of<T>();
        if (query.PageSize == 0)
        {
            var allRows = await resource.Loader.LoadAsync(
                sorted.Take(maxRows + 1).Select(r => new QueryRow<T> { Row = r }),
                data,
                actor,
                ct
            );
            RequireAtMost(maxRows, allRows);
            if (allRows.Count == 0 && request.Scope is not null)
                await request.Scope.CountAsync(data, actor, all, ct);
            return (allRows, allRows.Count);
        }

        var skip = (query.PageNumber - 1L) * query.PageSize;
        List<QueryRow<T>> queryRows = [];
        if (skip <= int.MaxValue)
        {
            // The same statement counts the whole list. PostgreSQL evaluates the uncorrelated subquery once.
            var page = sorted
                .Skip((int)skip)
                .Take(Math.Min(query.PageSize, maxRows + 1))
                .Select(r => new QueryRow<T> { Row = r, OwnerKeyOrTotalCount = all.LongCount() });
            queryRows = await resource.Loader.LoadAsync(page, data, actor, ct);
            RequireAtMost(maxRows, queryRows);
        }

        if (queryRows.Count > 0)
            return (queryRows, queryRows[0].OwnerKeyOrTotalCount);
        if (request.Scope is not null)
            return (queryRows, await request.Scope.CountAsync(data, actor, all, ct));
        return (queryRows, skip == 0 ? 0 : await all.LongCountAsync(ct));
    }

    private static void RequireAtMost(int maxRows, List<QueryRow<T>> rows)
    {
        if (rows.Count > maxRows)
            throw RejectedException.Malformed($"One answer has room for {maxRows} of these rows. Request them page by page.", "page[size]");
    }
}
