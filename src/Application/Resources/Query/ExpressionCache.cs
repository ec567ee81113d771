using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Caches the reflection results (properties and methods) from which query expressions are built.</summary>
internal static class ExpressionCache
{
    private static readonly PropertyInfo Id = typeof(Entity).GetProperty(nameof(Entity.Id))!;
    private static readonly MethodInfo[] Orders =
    [
        .. (
            (string[])
                [
                    nameof(Queryable.OrderBy),
                    nameof(Queryable.OrderByDescending),
                    nameof(Queryable.ThenBy),
                    nameof(Queryable.ThenByDescending),
                ]
        ).Select(name => typeof(Queryable).GetMethods().Single(m => m.Name == name && m.GetParameters().Length == 2)),
    ];

    public static MemberExpression IdOf(Expression row) => Expression.Property(row, Id);

    /// <summary>The condition that the row is not soft-deleted.</summary>
    public static Expression IsNotDeleted<T>(Expression row) =>
        Expression.Equal(Expression.Property(row, PerType<T>.DeletedAt!), NullTimestamp);

    /// <summary><c>list.Contains(item)</c>, in SQL <c>item = ANY(@list)</c>.</summary>
    public static Expression Contains<T>(Expression list, Expression item) => Expression.Call(PerType<T>.Contains, list, item);

    public static Expression Any<T>(IQueryable<T> rows, Expression<Func<T, bool>> condition) =>
        Expression.Call(PerType<T>.Any, rows.Expression, Expression.Quote(condition));

    public static IQueryable<T> ById<T>(IQueryable<T> rows)
        where T : Entity => rows.OrderBy(PerEntity<T>.ById);

    public static IQueryable<T> ThenById<T>(IOrderedQueryable<T> rows)
        where T : Entity => rows.ThenBy(PerEntity<T>.ById);

    public static IOrderedQueryable<T> Ordered<T>(IQueryable<T> rows, LambdaExpression key, bool isDescending, bool isFirst) =>
        (IOrderedQueryable<T>)
            rows.Provider.CreateQuery<T>(
                Expression.Call(
                    PerType<T>.Orders.GetOrAdd(((isFirst ? 0 : 2) + (isDescending ? 1 : 0), key.ReturnType), CloseOrderMethod<T>),
                    rows.Expression,
                    Expression.Quote(key)
                )
            );

    private static MethodInfo CloseOrderMethod<T>((int Order, Type Key) method) =>
        Orders[method.Order].MakeGenericMethod(typeof(T), method.Key);

    /// <summary>The nullable form of a type: <c>int</c> becomes <c>int?</c>, a reference type is returned unchanged.</summary>
    public static Type ToNullable(Type type) =>
        NullableTypes.GetOrAdd(type, t =>
            t.IsValueType && System.Nullable.GetUnderlyingType(t) is null ? typeof(Nullable<>).MakeGenericType(t) : t
        );

    private static readonly ConcurrentDictionary<Type, Type> NullableTypes = new();

    private static ConstantExpression NullTimestamp { get; } = Expression.Constant(null, typeof(DateTimeOffset?));

    private static class PerType<T>
    {
        /// <summary>The ordering methods for rows of this type, by the type of the sort key.</summary>
        public static readonly ConcurrentDictionary<(int Order, Type Key), MethodInfo> Orders = new();
        public static readonly MethodInfo Contains = ((Func<IEnumerable<T>, T, bool>)Enumerable.Contains).Method;
        public static readonly MethodInfo Any = ((Func<IQueryable<T>, Expression<Func<T, bool>>, bool>)Queryable.Any).Method;
        public static readonly PropertyInfo? DeletedAt = typeof(T).GetProperty(nameof(ISoftDeleted.DeletedAt));
    }

    private static class PerEntity<T>
        where T : Entity
    {
        public static readonly Expression<Func<T, long>> ById = Lambda();

        private static Expression<Func<T, long>> Lambda()
        {
            var row = Expression.Parameter(typeof(T), "r");
            return Expression.Lambda<Func<T, long>>(IdOf(row), row);
        }
    }
}
