using MediatR;
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
        var row = await resource.Loader.LoadOneAsync(request.Id, data, actor, ct)
            ?? throw RejectedException.NotFound(resource.Type, ResourceKey.FromId(request.Id).Text);
        if (request.Query.Include.Children.Count == 0)
            return new Page<T>([row], 1, IncludedRows.None, resource.ReaderAfterWrite(actor, row));
        // A write with an include reads in its transaction, so a rejection takes the write back.
        var budget = new DocumentBudget(catalog.ReadBudget, tables, catalog, request.Query);
        budget.TakeStatements(request.Query.Include);
        var loader = new IncludeLoader(data, actor, catalog, budget);
        await loader.IncludeAsync(resource, [row], request.Query.Include, ct);
        return new Page<T>([row], 1, loader.Included, resource.ReaderAfterWrite(loader.Actor, row));
    }
}
