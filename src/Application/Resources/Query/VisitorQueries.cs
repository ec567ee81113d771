using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// What visitors who are not signed in read most: a page of the list in the order of ids, and one row by its key. EF translates each once.
/// A policy is a function of the actor, so its condition for <see cref="Actor.Anonymous"/> is always the same (docs/decisions/065).
/// </summary>
internal sealed class VisitorQueries<T>
    where T : Entity
{
    private readonly Resource<T> _resource;
    private readonly CompiledQuery<Func<DbContext, int, int, IAsyncEnumerable<QueryRow<T>>>> _page;
    private readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<QueryRow<T>>>> _byId;
    private readonly CompiledQuery<Func<DbContext, string, IAsyncEnumerable<QueryRow<T>>>>? _byIdentifier;

    public VisitorQueries(Resource<T> resource)
    {
        _resource = resource;
        _page = new(() =>
        {
            var isVisible = Visible();
            return EF.CompileAsyncQuery(
                (DbContext db, int skip, int take) =>
                    db.Set<T>()
                        .AsNoTracking()
                        .Where(isVisible)
                        .OrderBy(r => r.Id)
                        .Skip(skip)
                        .Take(take)
                        .Select(r => new QueryRow<T> { Row = r, OwnerKeyOrTotalCount = db.Set<T>().Where(isVisible).LongCount() })
            );
        });
        _byId = new(() =>
        {
            var isVisible = Visible();
            return EF.CompileAsyncQuery(
                (DbContext db, long id) =>
                    db.Set<T>().AsNoTracking().Where(r => r.Id == id).Where(isVisible).Select(r => new QueryRow<T> { Row = r })
            );
        });
        if (resource.Identifier is { Body: MemberExpression { Member.Name: var identifier } })
            _byIdentifier = new(() =>
            {
                var isVisible = Visible();
                return EF.CompileAsyncQuery(
                    (DbContext db, string text) =>
                        db.Set<T>()
                            .AsNoTracking()
                            .Where(r => EF.Property<string>(r, identifier) == text)
                            .Where(isVisible)
                            .Select(r => new QueryRow<T> { Row = r })
                );
            });
    }

    /// <summary>Whether <see cref="PageAsync"/> reads what this query asks for.</summary>
    public bool HasPage(ResourceQuery query, Actor actor) =>
        query is { Filter: null, Sort.Count: 0, PageSize: > 0 } && SkipOf(query) <= int.MaxValue && IsForVisitors(query, actor);

    /// <param name="take">How many rows are read at most.</param>
    public Task<List<QueryRow<T>>> PageAsync(IData data, ResourceQuery query, int take, CancellationToken ct)
    {
        var (db, page) = _page.For(data.Set<T>());
        return page(db, (int)SkipOf(query), take).ToListAsync(ct).AsTask();
    }

    /// <summary>Whether <see cref="RowAsync"/> reads what this query asks for.</summary>
    public bool HasRow(ResourceQuery query, ResourceKey key, Actor actor) =>
        (key.Id is not null || (_byIdentifier is not null && key.IsIdentifier)) && IsForVisitors(query, actor);

    /// <summary>The row with this key, or none.</summary>
    public Task<List<QueryRow<T>>> RowAsync(IData data, ResourceKey key, CancellationToken ct)
    {
        if (key.Id is { } id)
        {
            var (db, byId) = _byId.For(data.Set<T>());
            return byId(db, id).ToListAsync(ct).AsTask();
        }

        var (context, byIdentifier) = _byIdentifier!.For(data.Set<T>());
        return byIdentifier(context, key.Text).ToListAsync(ct).AsTask();
    }

    private static long SkipOf(ResourceQuery query) => (query.PageNumber - 1L) * query.PageSize;

    private bool IsForVisitors(ResourceQuery query, Actor actor) =>
        ReferenceEquals(actor, Actor.Anonymous) && !query.IncludesTrashed && _resource.Loader.ReadsRowsOnly(actor);

    private Expression<Func<T, bool>> Visible() => _resource.VisibleTo(Actor.Anonymous, trashed: false);
}
