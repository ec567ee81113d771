using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Reads the row that the actor has just written, for the response document.</summary>
internal sealed record ReadBackQuery<T>(long Id, ResourceQuery Query) : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="ReadBackQuery{T}" />
internal sealed class ReadBackHandler<T>(IData data, IAuthorization authorization, ResourceCatalog catalog, ITableSizes tables)
    : IRequestHandler<ReadBackQuery<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(ReadBackQuery<T> request, CancellationToken ct)
    {
        var actor = authorization.Actor;
        var resource = catalog.Of<T>();
        var rows = await resource.Loader.LoadAsync(
            data.Set<T>().AsNoTracking().Where(r => r.Id == request.Id).Select(r => new QueryRow<T> { Row = r }),
            data,
            actor,
            ct
        );
        if (rows.Count == 0)
            throw RejectedException.NotFound(resource.Type, ResourceKey.FromId(request.Id).Text);
        // A write with an include reads in its transaction, so a rejection takes the write back.
        var budget = new DocumentBudget(catalog.ReadBudget, tables, catalog, request.Query);
        budget.TakeStatements(request.Query.Include);
        var loader = new IncludeLoader(data, actor, catalog, budget);
        await loader.IncludeAsync(resource, [rows[0].Row], request.Query.Include, ct);
        return new Page<T>([rows[0].Row], 1, loader.Included, resource.ReaderAfterWrite(loader.Actor, rows[0].Row));
    }
}
