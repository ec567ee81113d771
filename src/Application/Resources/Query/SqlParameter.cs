using System.Linq.Expressions;
using System.Reflection;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Creates expressions that EF translates to SQL parameters.</summary>
internal static class SqlParameter
{
    /// <summary>
    /// EF translates a property of a captured object to a parameter and caches one plan for each query shape. With
    /// <c>Expression.Constant</c> it would compile and cache one plan for each value (https://github.com/dotnet/efcore/issues/8909).
    /// </summary>
    public static Expression For<TValue>(TValue value, Type? type = null)
    {
        Expression member = Expression.Property(Expression.Constant(new Box<TValue>(value)), Box<TValue>.Property);
        return type is null || type == typeof(TValue) ? member : Expression.Convert(member, type);
    }

    internal sealed class Box<TValue>(TValue value)
    {
        public static readonly PropertyInfo Property = typeof(Box<TValue>).GetProperty(nameof(Value))!;

        public TValue Value { get; } = value;
    }
}
