using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The other end of a <see cref="BelongsTo{T,TTarget}"/>: the rows whose key points here.</summary>
internal sealed class InverseOf<T, TTarget>(string name, BelongsTo<TTarget, T> key, bool isToMany) : Relationship<T, TTarget>(name)
    where T : Entity
    where TTarget : Entity
{
    private static readonly NewExpression New = Expression.New(typeof(Pair<TTarget>));
    private static readonly PropertyInfo Row = typeof(Pair<TTarget>).GetProperty(nameof(Pair<>.Row))!;
    private static readonly PropertyInfo Number = typeof(Pair<TTarget>).GetProperty(nameof(Pair<>.Number))!;

    public override bool IsToMany => isToMany;

    public override bool IsLinkable => (isToMany || key.IsOptional) && !key.IsReadOnly;

    /// <summary>The key at the other end.</summary>
    public BelongsTo<TTarget, T> Key => key;

    public override IQueryable<TTarget> Of(IData data, IQueryable<T> parents)
    {
        var (target, parent) = (Expression.Parameter(typeof(TTarget), "t"), Expression.Parameter(typeof(T), "p"));
        return data.Set<TTarget>()
            .Where(
                Expression.Lambda<Func<TTarget, bool>>(
                    AnyOf(parents, Expression.Lambda<Func<T, bool>>(Expression.Equal(IdOn(parent), key.KeyOn(target)), parent)),
                    target
                )
            );
    }

    protected override long? KeyOf(T row) => row.Id;

    protected override IQueryable<Pair<TTarget>> PairsOf(IData data, List<long> keys, IQueryable<TTarget> targets)
    {
        var target = Expression.Parameter(typeof(TTarget), "t");
        var number = Expression.Convert(key.KeyOn(target), typeof(long));
        var among = Query.Known.Contains<long>(Query.Parameter.Of(keys), number);
        var pair = Expression.MemberInit(New, Expression.Bind(Row, target), Expression.Bind(Number, number));
        return targets
            .Where(Expression.Lambda<Func<TTarget, bool>>(among, target))
            .Select(Expression.Lambda<Func<TTarget, Pair<TTarget>>>(pair, target));
    }

    protected override Expression Any(Expression row, Expression<Func<TTarget, bool>> condition, IData data)
    {
        var target = condition.Parameters[0];
        var linked = Expression.AndAlso(Expression.Equal(key.KeyOn(target), IdOn(row)), condition.Body);
        return AnyOf(data.Set<TTarget>(), Expression.Lambda<Func<TTarget, bool>>(linked, target));
    }

    private static Expression IdOn(Expression row) => Expression.Convert(Query.Known.IdOf(row), typeof(long?));
}
