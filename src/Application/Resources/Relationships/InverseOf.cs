using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The inverse of a <see cref="BelongsTo{T,TTarget}"/>: the rows whose foreign key is the id of this row.</summary>
internal sealed class InverseOf<T, TTarget>(string name, BelongsTo<TTarget, T> key, bool isToMany) : Relationship<T, TTarget>(name)
    where T : Entity
    where TTarget : Entity
{
    private static readonly NewExpression NewQueryRow = Expression.New(typeof(QueryRow<TTarget>));
    private static readonly PropertyInfo Row = typeof(QueryRow<TTarget>).GetProperty(nameof(QueryRow<>.Row))!;
    private static readonly PropertyInfo Number = typeof(QueryRow<TTarget>).GetProperty(nameof(QueryRow<>.OwnerKeyOrTotalCount))!;

    public override bool IsToMany => isToMany;

    public override bool IsLinkable => (isToMany || key.IsOptional) && !key.IsReadOnly;

    /// <summary>The foreign key of the target.</summary>
    public BelongsTo<TTarget, T> Key => key;

    public override IQueryable<TTarget> TargetsOf(IData data, IQueryable<T> parents)
    {
        var target = Expression.Parameter(typeof(TTarget), "t");
        var parent = Expression.Parameter(typeof(T), "p");
        return data.Set<TTarget>()
            .Where(
                Expression.Lambda<Func<TTarget, bool>>(
                    AnyRow(
                        parents,
                        Expression.Lambda<Func<T, bool>>(Expression.Equal(IdColumnOf(parent), key.KeyColumnOf(target)), parent)
                    ),
                    target
                )
            );
    }

    protected override long? KeyOf(T row) => row.Id;

    protected override IQueryable<QueryRow<TTarget>> RowsByKey(IData data, List<long> keys, IQueryable<TTarget> targets)
    {
        var target = Expression.Parameter(typeof(TTarget), "t");
        var number = Expression.Convert(key.KeyColumnOf(target), typeof(long));
        var isAmongKeys = Query.ExpressionCache.Contains<long>(Query.SqlParameter.For(keys), number);
        var queryRow = Expression.MemberInit(NewQueryRow, Expression.Bind(Row, target), Expression.Bind(Number, number));
        return targets
            .Where(Expression.Lambda<Func<TTarget, bool>>(isAmongKeys, target))
            .Select(Expression.Lambda<Func<TTarget, QueryRow<TTarget>>>(queryRow, target));
    }

    protected override Expression LinkedRowMeets(Expression row, Expression<Func<TTarget, bool>> condition, IData data)
    {
        var target = condition.Parameters[0];
        var linked = Expression.AndAlso(Expression.Equal(key.KeyColumnOf(target), IdColumnOf(row)), condition.Body);
        return AnyRow(data.Set<TTarget>(), Expression.Lambda<Func<TTarget, bool>>(linked, target));
    }

    private static Expression IdColumnOf(Expression row) => Expression.Convert(Query.ExpressionCache.IdOf(row), typeof(long?));
}
