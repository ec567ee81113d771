using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows of another scope that meet a condition.</summary>
internal sealed class FilteredScope<T>(ResourceScope<T> inner, Expression<Func<T, bool>> condition) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => inner.Rows(data, actor).Where(condition);

    public override Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? rowsToCount, CancellationToken ct) =>
        inner.RequireAccessAsync(data, actor, rowsToCount, ct);

    public override IQueryable<QueryRow<T>> SelectOne(IData data, Actor actor, IQueryable<T> rows) => inner.SelectOne(data, actor, rows);

    public override Expression<Func<T, bool>> Visible(Resource<T> resource, Actor actor, bool trashed) =>
        inner.Visible(resource, actor, trashed);

    public override Actor ReaderOf(T row, Actor actor) => inner.ReaderOf(row, actor);

    public override void RequireParentAccess(Actor actor, Entity? parent) => inner.RequireParentAccess(actor, parent);

    public override Actor ReadAs(Actor actor) => inner.ReadAs(actor);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct) =>
        inner.CountAsync(data, actor, rows, ct);
}
