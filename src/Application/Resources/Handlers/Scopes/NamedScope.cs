using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows of a query, e.g. the upcoming events.</summary>
internal sealed class NamedScope<T>(Func<IData, IQueryable<T>> rows) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => rows(data);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> all, CancellationToken ct) => all.LongCountAsync(ct);
}
