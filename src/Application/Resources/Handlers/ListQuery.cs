using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>A page of the rows that the actor may see, in one statement, and one more for each included segment.</summary>
internal sealed record ListQuery<T>(ResourceQuery Query, Scope<T>? Scope = null) : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="ListQuery{T}" />
internal sealed class ListHandler<T>(IData data, IGate gate, ResourceCatalog catalog) : IRequestHandler<ListQuery<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(ListQuery<T> request, CancellationToken ct)
    {
        var (query, actor, resource) = (request.Query, gate.Actor, catalog.Of<T>());
        if (request.Scope is null)
            gate.Require(resource.Policy.List(actor));
        else
            actor = request.Scope.Admit(actor);
        Trash.RequireAllowed(query, actor);

        var all = (request.Scope?.Rows(data, actor) ?? data.Set<T>()).AsNoTracking().Where(resource.VisibleTo(actor, query.GetTrashed));
        if (query.Filter is not null)
            all = all.Where(new FilterTranslator(data, actor).Translate(resource, query.Filter));
        if (request.Scope is not null)
            await request.Scope.RequireAsync(data, actor, query.PageNumber > 1 ? all : null, ct);
        var (pairs, total) = await PageAsync(all, request, actor, ct);
        var rows = pairs.ConvertAll(p => p.Row);

        if (query.Include.Children.Count == 0)
            return new Page<T>(rows, total, Included.None, actor);
        var run = new IncludeRun(data, actor, catalog);
        await run.IncludeAsync(resource, rows, query.Include, ct);
        return new Page<T>(rows, total, run.Included, actor);
    }

    private async Task<(List<Pair<T>> Pairs, long Total)> PageAsync(
        IQueryable<T> all,
        ListQuery<T> request,
        Actor actor,
        CancellationToken ct
    )
    {
        var (query, resource) = (request.Query, catalog.Of<T>());
        var sorted = all.Sorted(resource, query.Sort, actor);
        if (query.PageSize == 0)
        {
            var everything = await resource.Loader.LoadAsync(
                sorted.Take(catalog.MaxRows + 1).Select(r => new Pair<T> { Row = r }),
                data,
                actor,
                ct
            );
            if (everything.Count > catalog.MaxRows)
                throw Refused.Malformed($"The list has more than {catalog.MaxRows} rows: ask for it page by page.", "page[size]");
            if (everything.Count == 0 && request.Scope is not null)
                await request.Scope.CountAsync(data, actor, all, ct);
            return (everything, everything.Count);
        }

        var skip = (query.PageNumber - 1L) * query.PageSize;
        List<Pair<T>> pairs = [];
        if (skip <= int.MaxValue)
        {
            // The size of the whole list comes in the same statement: PostgreSQL evaluates the uncorrelated subquery once.
            var page = sorted.Skip((int)skip).Take(query.PageSize).Select(r => new Pair<T> { Row = r, Number = all.LongCount() });
            pairs = await resource.Loader.LoadAsync(page, data, actor, ct);
        }

        if (pairs.Count > 0)
            return (pairs, pairs[0].Number);
        if (request.Scope is not null)
            return (pairs, await request.Scope.CountAsync(data, actor, all, ct));
        return (pairs, skip == 0 ? 0 : await all.LongCountAsync(ct));
    }
}
