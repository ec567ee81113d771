using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A read-only relationship that a query of links computes, e.g. the organizers of an event.</summary>
internal class Through<T, TTarget>(string name, Func<IData, IQueryable<Link>> links) : Relationship<T, TTarget>(name)
    where T : Entity
    where TTarget : Entity
{
    private static readonly PropertyInfo From = typeof(Link).GetProperty(nameof(Link.From))!;
    private static readonly PropertyInfo To = typeof(Link).GetProperty(nameof(Link.To))!;

    private bool _isToOne;
    private string? _inverse;

    public override bool IsToMany => !_isToOne;

    public override bool SharesTargets => true;

    public override bool IsLinkable => false;

    /// <summary>Makes the relationship to-one.</summary>
    public Through<T, TTarget> One()
    {
        _isToOne = true;
        return this;
    }

    /// <summary>Makes the relationship private: see <see cref="Relationship.IsPrivate"/>.</summary>
    public Through<T, TTarget> Private()
    {
        IsPrivate = true;
        return this;
    }

    /// <summary>Declares the inverse to-many relationship, which is private.</summary>
    public Through<T, TTarget> PrivateInverse(string name)
    {
        _inverse = name;
        return this;
    }

    public override void Connect(Resource<T> owner, ResourceCatalog catalog)
    {
        base.Connect(owner, catalog);
        if (_inverse is null)
            return;
        var inverse = new Through<TTarget, T>(_inverse, data => links(data).Select(l => new Link { From = l.To, To = l.From })).Private();
        inverse.Connect(Target, catalog);
        Target.Add(inverse);
    }

    public override IQueryable<TTarget> TargetsOf(IData data, IQueryable<T> parents)
    {
        var all = links(data);
        return data.Set<TTarget>().Where(t => all.Any(l => l.To == t.Id && parents.Any(p => p.Id == l.From)));
    }

    protected override long? KeyOf(T row) => row.Id;

    protected override IQueryable<QueryRow<TTarget>> RowsByKey(IData data, List<long> keys, IQueryable<TTarget> targets) =>
        links(data)
            .Where(l => keys.Contains(l.From))
            .Join(targets, l => l.To, t => t.Id, (l, t) => new QueryRow<TTarget> { Row = t, OwnerKeyOrTotalCount = l.From });

    protected override Expression LinkedRowMeets(Expression row, Expression<Func<TTarget, bool>> condition, IData data)
    {
        var link = Expression.Parameter(typeof(Link), "l");
        var targetMeets = Expression.AndAlso(
            Expression.Equal(Expression.Property(link, To), Query.ExpressionCache.IdOf(condition.Parameters[0])),
            condition.Body
        );
        var linked = Expression.AndAlso(
            Expression.Equal(Expression.Property(link, From), Query.ExpressionCache.IdOf(row)),
            AnyRow(data.Set<TTarget>(), Expression.Lambda<Func<TTarget, bool>>(targetMeets, condition.Parameters[0]))
        );
        return AnyRow(links(data), Expression.Lambda<Func<Link, bool>>(linked, link));
    }
}
