using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The row that the actor has just written, as it is now, for the answer's document.</summary>
internal sealed record ReadBack<T>(long Id, ResourceQuery Query) : IRequest<Page<T>>
    where T : Entity;

/// <inheritdoc cref="ReadBack{T}" />
internal sealed class ReadBackHandler<T>(IData data, IGate gate, ResourceCatalog catalog) : IRequestHandler<ReadBack<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(ReadBack<T> request, CancellationToken ct)
    {
        var (actor, resource) = (gate.Actor, catalog.Of<T>());
        var rows = await resource.Loader.LoadAsync(
            data.Set<T>().AsNoTracking().Where(r => r.Id == request.Id).Select(r => new Pair<T> { Row = r }),
            data,
            actor,
            ct
        );
        if (rows.Count == 0)
            throw Refused.Missing(resource.Type, Key.Of(request.Id).Text);
        var run = new IncludeRun(data, actor, catalog);
        await run.IncludeAsync(resource, [rows[0].Row], request.Query.Include, ct);
        return new Page<T>([rows[0].Row], 1, run.Included, resource.WriterOf(actor, rows[0].Row));
    }
}
