using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>The properties and methods that queries are built of, looked up once: no reflection runs per request.</summary>
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

    /// <summary>The row is not stamped as deleted.</summary>
    public static Expression IsNotDeleted<T>(Expression row) =>
        Expression.Equal(Expression.Property(row, PerType<T>.DeletedAt!), NullTimestamp);

    /// <summary><c>list.Contains(item)</c>: <c>item = ANY(@list)</c>.</summary>
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

    private static MethodInfo CloseOrderMethod<T>((int Order, Type Key) of) => Orders[of.Order].MakeGenericMethod(typeof(T), of.Key);

    /// <summary>The type itself, if it can be null, else its nullable.</summary>
    public static Type ToNullable(Type type) =>
        NullableTypes.GetOrAdd(type, t =>
            t.IsValueType && System.Nullable.GetUnderlyingType(t) is null ? typeof(Nullable<>).MakeGenericType(t) : t
        );

    private static readonly ConcurrentDictionary<Type, Type> NullableTypes = new();

    private static ConstantExpression NullTimestamp { get; } = Expression.Constant(null, typeof(DateTimeOffset?));

    private static class PerType<T>
    {
        /// <summary>The ordering methods for rows of this type, closed over the type of the key when a sort first asks for it.</summary>
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
